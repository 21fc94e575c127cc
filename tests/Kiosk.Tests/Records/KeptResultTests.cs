using Kiosk.Cards;
using Kiosk.Records;
using Kiosk.Tests.Visits;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Records;

public sealed class KeptResultTests
{
    [Fact]
    public void Of_EndedVisit_TakesWhatIsToBeKept()
    {
        var stand = new Stand { Now = new DateTimeOffset(2026, 11, 30, 23, 59, 59, JapanTime.Offset) }.After(Arrived(IdentityMethod.Visual), Read(), Photo(matches: true), Covered);

        var kept = KeptResult.Of(stand.Visit!);

        Assert.Equal(
            new KeptResult
            {
                VisitId = stand.Visit!.Id,
                EndedAt = stand.Now,
                Method = IdentityMethod.Visual,
                Outcome = Outcome.Covered,
                Staff = "S07",
                Certificate = CertificateStanding.Ok,
                Confirmation = stand.Visit.Confirmation,
            },
            kept);
        Assert.Equal(new DateOnly(2026, 12, 31), kept.LastDay);
    }

    [Fact]
    public void Of_Refusal_KeepsReasonAndTheAuthoritysWords()
    {
        var stand = ExhaustivenessTests.StandIn("asking").After(Answer(new Kiosk.Eligibility.AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "失効")));

        var kept = KeptResult.Of(stand.Visit!);

        Assert.Equal((Outcome.CardRefused, Reason.CertificateRevoked, "失効"), (kept.Outcome, kept.Reason, kept.AuthorityMessage));
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("pin")]
    [InlineData("asking")]
    public void Of_OpenVisit_IsADefect(string state) => Assert.Throws<ArgumentException>(() => KeptResult.Of(ExhaustivenessTests.StandIn(state).Visit!));
}
