using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Visits;

/// <summary>What is done for a person about whom the authority answered earlier in the month; set by an administrator.</summary>
public enum RepeatChoice
{
    /// <summary>The authority is asked again.</summary>
    Ask,

    /// <summary>A valid answer is shown again as of its day, once the identity is confirmed.</summary>
    Show,
}

/// <summary>When an earlier answer may stand for a new one: only a completed, valid one of this month, by whose own dates it is valid today, and not for a
/// photo at a stand to which the authority does not grant method A.</summary>
public static class RepeatRules
{
    /// <summary>True when the earlier answer is shown instead of asking, once the identity is confirmed.</summary>
    public static bool Repeats(Visit visit, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit is not { Method: IdentityMethod.Visual, VisualRefused: true }
            && visit is { MayRepeat: true, Earlier: { RepeatOf: null, Confirmation: { } confirmation } earlier }
            && Verdict.Of(confirmation).Outcome == Outcome.Covered
            && DaysOf(earlier.EndedAt, confirmation).All(day => AreOfOneMonth(day, JapanTime.DateOf(now)))
            && !RecordDoubts.Of(confirmation.Records[0], JapanTime.DateOf(now)).Contains(RecordDoubt.OutsideItsDates);
    }

    // After a power cut an answer is kept later than it was given, perhaps in the next month; and the stand's clock may have been wrong then, not the authority's.
    private static IEnumerable<DateOnly> DaysOf(DateTimeOffset keptAt, Confirmation confirmation) =>
    [
        JapanTime.DateOf(keptAt),
        .. confirmation.QualificationDate is { } asked ? [asked] : Array.Empty<DateOnly>(),
        .. confirmation.ExecutedAt is { } at ? [DateOnly.FromDateTime(at)] : Array.Empty<DateOnly>(),
    ];

    private static bool AreOfOneMonth(DateOnly one, DateOnly other) => (one.Year, one.Month) == (other.Year, other.Month);
}
