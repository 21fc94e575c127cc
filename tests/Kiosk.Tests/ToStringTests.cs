using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tests.Visits;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests;

/// <summary>A value that finds its way into a log by mistake names nobody.</summary>
public sealed class ToStringTests
{
    private static readonly Visit Finished = ExhaustivenessTests.StandIn("finished").Visit! with { AuthorityMessage = "架空　花子" };

    public static TheoryData<object> Values =>
    [
        Finished,
        new VisitStep(Finished, Ended: null, [VisitEffect.KeepResult]),
        VisitView.Of(Finished)!,
        new Snapshot(new StandView(StandState.Ready, ReaderState.Ready, AuthorityState.Available, ClockState.Synchronized, IdentityMethod.Pin, null, null, null), VisitView.Of(Finished), VisitView.Of(Finished)),
        KeptResult.Of(Finished),
        KeptResult.Of(Finished) with { Person = new PersonMark("CAFE") },
        new PersonMark("CAFE"),
        Alternatives.Typed.Check(),
        new CheckView(Alternatives.Typed.Check(), ContradictedBy: null, [], IsSeen: false),
        new CheckRequest(AlternativeRoute.Certificate, "S07", Alternatives.Typed.Paper(AlternativeRoute.Certificate)),
        new TypedField(PaperField.Name, "架空　花子"),
        new CloseRequest(CloseReason.Other, "S07", "架空　花子"),
        new EarlierLook.Found(KeptResult.Of(Finished)),
        new AskedVisit(Finished.Id, Stand.Start, IdentityMethod.Pin, Staff: null, Certificate: null, new PersonMark("CAFE")),
        Sample.Confirmation(),
        Sample.Person,
        Sample.Certificate,
        new CardReading(new PinTries(3), Sample.Certificate),
        (CardResult<CardReading>)new CardReading(new PinTries(3), Sample.Certificate),
        (CardResult<ReadOnlyMemory<byte>>)new ReadOnlyMemory<byte>([0xCA, 0xFE]),
        (CardResult<EligibilityRecord>)Sample.Person,
        Read(),
        Covered,
        Answer(new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "架空　花子")),
        new AuthorityAnswer.Answered(Sample.Confirmation()),
        new AuthorityAnswer.StandRefused(Reason.Malformed, "架空　花子"),
        new AuthorityAnswer.CouldNotAsk(Reason.Unavailable, "架空　花子"),
        new ChallengeResult(Challenge: null, new AuthorityAnswer.CouldNotAsk(Reason.Unavailable, "架空　花子")),
        new ConfirmationQuestion(Finished.Id, new DateOnly(2026, 11, 22), Sample.Certificate.Der, new IdentityProof.Signature("c", new CardSignature(SignatureAlgorithm.RS256, new byte[] { 0xCA, 0xFE }))),
        new IdentityProof.Signature("c", new CardSignature(SignatureAlgorithm.RS256, new byte[] { 0xCA, 0xFE })),
        Verdict.Of(Sample.Confirmation()),
    ];

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void ToString_OfWhatHoldsAPerson_NamesNobody(object value) => Secrets.AreNotIn(value.ToString());

    [Fact]
    public void ToString_OfATrouble_SaysWhich() => Assert.Equal("Removed", ((CardResult<CardReading>)CardTrouble.Removed).ToString());

    [Fact]
    public void Value_OfATrouble_IsADefect() => Assert.Throws<InvalidOperationException>(() => ((CardResult<CardReading>)CardTrouble.Removed).Value);

    [Fact]
    public void Secrets_PositiveControl_IsFound() => Assert.ThrowsAny<Exception>(() => Secrets.AreNotIn($"visit of {Sample.Person.Name}"));
}
