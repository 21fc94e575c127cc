using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Tests.Visits;

/// <summary>Results of the same person from earlier in the month.</summary>
internal static class Earlier
{
    private static readonly DateTimeOffset Then = new(2026, 11, 3, 10, 0, 0, JapanTime.Offset);

    public static KeptResult Covered(DateTimeOffset? at = null, EligibilityRecord? record = null) => Of(Sample.Confirmation() with { Records = [record ?? Sample.Person] }, at);

    public static KeptResult Of(Confirmation confirmation, DateTimeOffset? at = null)
    {
        var (outcome, reason) = Verdict.Of(confirmation);
        return new()
        {
            VisitId = Guid.Parse("019aa7b2-0000-7c3a-9f54-0d6b1c2e3f40"),
            EndedAt = at ?? Then,
            Method = IdentityMethod.Pin,
            Outcome = outcome,
            Reason = reason,
            Confirmation = confirmation,
        };
    }
}
