using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Visits;

public sealed class StoryTests
{
    [Fact]
    public void MethodB_RightPin_CoveredKeptAndTaken()
    {
        var stand = new Stand().After(Arrived(), Read(), Digit, Digit, Digit, Digit, Confirmed, Right, Covered, Kept);

        Assert.Equal(VisitState.Finished, stand.Visit!.State);
        Assert.Equal(Outcome.Covered, stand.Visit.Outcome);
        Assert.Null(stand.Visit.Reason);
        Assert.True(stand.Visit.Kept);
        Assert.Equal(
            [VisitEffect.ReadCard, VisitEffect.FindEarlier, VisitEffect.FetchChallenge, VisitEffect.VerifyPin, VisitEffect.AskAuthority, VisitEffect.KeepResult], stand.Effects);

        stand.After(Removed);
        Assert.Null(stand.Visit);
        Assert.Equal(Outcome.Covered, stand.Ended!.Outcome);
    }

    [Fact]
    public void MethodA_PhotoMatches_CoveredWithTheStaffOnRecord()
    {
        var stand = new Stand().After(Arrived(IdentityMethod.Visual), Read());
        Assert.Equal(Reason.PhotoCheck, stand.Visit!.Reason);

        stand.Now += TimeSpan.FromSeconds(9);
        stand.After(Photo(matches: true), Covered, Kept, Removed);

        Assert.Equal(Outcome.Covered, stand.Ended!.Outcome);
        Assert.Equal("S07", stand.Ended.Staff);
        Assert.Equal(Stand.Start.AddSeconds(9), stand.Ended.PhotoMatchedAt);
        Assert.Equal([VisitEffect.ReadCard, VisitEffect.FindEarlier, VisitEffect.AskAuthority, VisitEffect.KeepResult], stand.Effects);
    }

    [Fact]
    public void MethodA_PhotoDiffers_NobodyIsAsked()
    {
        var stand = new Stand().After(Arrived(IdentityMethod.Visual), Read(), Photo(matches: false));

        Assert.Equal((Outcome.Cancelled, Reason.PhotoDiffers), Came(stand));
        Assert.DoesNotContain(VisitEffect.AskAuthority, stand.Effects);
    }

    [Fact]
    public void MethodA_BlockedPin_DoesNotMatter()
    {
        var stand = new Stand().After(Arrived(IdentityMethod.Visual), Read(tries: 0));

        Assert.Equal(Reason.PhotoCheck, stand.Visit!.Reason);
    }

    [Fact]
    public void WrongThenRight_TriesAreTold()
    {
        var stand = new Stand().After(Arrived(), Read(), Digit, Confirmed, Wrong(left: 2));
        Assert.Equal((VisitState.Pin, Reason.PinWrong, 2), (stand.Visit!.State, stand.Visit.Reason, stand.Visit.Tries!.Value.Left));
        Assert.False(stand.Visit.PinBegun);

        stand.After(Confirmed, Right, Covered, Kept);

        Assert.Equal(Outcome.Covered, stand.Latest.Outcome);
        Assert.False(stand.Latest.PinWasWrong);
    }

    [Fact]
    public void WrongTwice_StaffConsent_ThenRight()
    {
        var stand = new Stand().After(Arrived(), Read(), Confirmed, Wrong(left: 2), Confirmed, Wrong(left: 1));
        Assert.Equal((VisitState.Staff, Reason.LastTry), (stand.Visit!.State, stand.Visit.Reason));

        stand.After(Confirmed);
        Assert.Equal(VisitState.Staff, stand.Visit.State);

        stand.After(LastTry(allowed: true));
        Assert.Equal((VisitState.Pin, Reason.LastTry, true), (stand.Visit.State, stand.Visit.Reason, stand.Visit.LastTryAllowed));

        stand.After(Confirmed, Right, Covered, Kept);
        Assert.Equal(Outcome.Covered, stand.Latest.Outcome);
        Assert.Equal("S07", stand.Latest.Staff);
        Assert.Equal(3, stand.Effects.Count(effect => effect == VisitEffect.VerifyPin));
    }

    [Fact]
    public void WrongTwice_StaffRefuse_PinWrongIsTheLastWord()
    {
        var stand = new Stand().After(Arrived(), Read(), Confirmed, Wrong(left: 2), Confirmed, Wrong(left: 1), LastTry(allowed: false));

        Assert.Equal((Outcome.PinWrong, Reason.LastTryRefused), Came(stand));
    }

    [Fact]
    public void OneTryLeftFromBefore_StaffRefuse_IsCancelled()
    {
        var stand = new Stand().After(Arrived(), Read(tries: 1), LastTry(allowed: false));

        Assert.Equal((Outcome.Cancelled, Reason.LastTryRefused), Came(stand));
        Assert.DoesNotContain(VisitEffect.VerifyPin, stand.Effects);
    }

    [Fact]
    public void LastTryWrong_CardIsBlocked()
    {
        var stand = new Stand().After(Arrived(), Read(tries: 1), LastTry(allowed: true), Confirmed, Wrong(left: 0));

        Assert.Equal((Outcome.PinBlocked, (Reason?)null), Came(stand));
        Assert.Equal(1, stand.Effects.Count(effect => effect == VisitEffect.VerifyPin));
    }

    [Fact]
    public void LastTry_ACardThatAsksTwice_NeedsConsentTwice()
    {
        var stand = new Stand().After(Arrived(), Read(tries: 1), LastTry(allowed: true), Confirmed, Wrong(left: 1));

        Assert.Equal(VisitState.Staff, stand.Visit!.State);
        Assert.False(stand.Visit.LastTryAllowed);
        stand.After(LastTry(allowed: true));
        Assert.Equal(2, stand.Audit.Count(line => line.Kind == Kiosk.Records.AuditKind.LastTryAllowed));
    }

    [Fact]
    public void BlockedBefore_NoPinIsAskedFor()
    {
        var stand = new Stand().After(Arrived(), Read(tries: 0));

        Assert.Equal((Outcome.PinBlocked, (Reason?)null), Came(stand));
        Assert.Equal([VisitEffect.ReadCard, VisitEffect.FindEarlier, VisitEffect.KeepResult], stand.Effects);
    }

    [Fact]
    public void Incomplete_NothingIsSentToTheCard()
    {
        var stand = new Stand().After(Arrived(), Read(), Digit, Digit, new VisitEvent.PinIncomplete());

        Assert.Equal((VisitState.Pin, Reason.PinIncomplete), (stand.Visit!.State, stand.Visit.Reason));
        Assert.DoesNotContain(VisitEffect.VerifyPin, stand.Effects);
    }

    [Theory]
    [InlineData("reading", Reason.RemovedWhileReading)]
    [InlineData("pin", Reason.RemovedBeforePin)]
    [InlineData("lastTry", Reason.RemovedBeforeDecision)]
    [InlineData("photo", Reason.RemovedBeforeDecision)]
    [InlineData("verifying", Reason.RemovedDuringVerify)]
    [InlineData("asking", Reason.RemovedWhileAsking)]
    public void Removed_WhileOpen_EndsTheVisitWithTheMoment(string state, Reason reason)
    {
        var seen = ExhaustivenessTests.StandIn(state).After(Removed);
        Assert.Equal((Outcome.CardRemoved, reason), (seen.Ended!.Outcome, seen.Ended.Reason));
        Assert.Equal(VisitEffect.KeepResult, seen.Effects[^1]);

        var told = ExhaustivenessTests.StandIn(state).After(Failed(CardTrouble.Removed));
        Assert.Equal((Outcome.CardRemoved, reason), Came(told));

        var lost = ExhaustivenessTests.StandIn(state).After(new VisitEvent.ReaderLost());
        Assert.Equal((Outcome.CardRemoved, Reason.ReaderLost), (lost.Ended!.Outcome, lost.Ended.Reason));
    }

    [Theory]
    [InlineData("storing")]
    [InlineData("finished")]
    [InlineData("takeCard")]
    public void Removed_OutcomeKnown_ChangesNothingOfIt(string state)
    {
        var stand = ExhaustivenessTests.StandIn(state);
        var before = stand.Visit! with { State = VisitState.Finished, Deadline = null };
        stand.Effects.Clear();

        Assert.Equal(before, stand.After(Removed).Ended);
        Assert.Empty(stand.Effects);
    }

    [Theory]
    [InlineData(CardTrouble.Removed, Outcome.CardRemoved, Reason.RemovedWhileReading)]
    [InlineData(CardTrouble.NotMyNumberCard, Outcome.CardRefused, Reason.NotMyNumberCard)]
    [InlineData(CardTrouble.PhoneToken, Outcome.CardRefused, Reason.PhoneToken)]
    [InlineData(CardTrouble.Unreadable, Outcome.CardRefused, Reason.CardUnreadable)]
    [InlineData(CardTrouble.Unresponsive, Outcome.TimedOut, Reason.CardUnresponsive)]
    [InlineData(CardTrouble.CertificateUntrusted, Outcome.CardRefused, Reason.CertificateUntrusted)]
    [InlineData(CardTrouble.CertificateExpired, Outcome.CardRefused, Reason.CertificateExpired)]
    [InlineData(CardTrouble.CertificateNotYetValid, Outcome.CardRefused, Reason.CertificateNotYetValid)]
    [InlineData(CardTrouble.SignatureInvalid, Outcome.CardRefused, Reason.SignatureInvalid)]
    [InlineData(CardTrouble.ReaderLost, Outcome.CardRemoved, Reason.ReaderLost)]
    [InlineData(CardTrouble.ReaderInUse, Outcome.CouldNotAsk, Reason.ReaderInUse)]
    public void CardFailed_EachTrouble_HasItsOutcome(CardTrouble trouble, Outcome outcome, Reason reason) =>
        Assert.Equal((outcome, reason), Came(new Stand().After(Arrived(), Failed(trouble))));

    [Fact]
    public void CardWithoutPin_AtAStandOfMethodB_StaffMayCompareThePhoto()
    {
        var stand = new Stand().After(Arrived(), ReadNoPin);
        Assert.Equal((VisitState.Staff, Reason.PinUnusable, IdentityMethod.Pin), (stand.Visit!.State, stand.Visit.Reason, stand.Visit.Method));

        stand.After(Photo(matches: true));
        Assert.Equal((VisitState.Asking, IdentityMethod.Visual, stand.Now), (stand.Visit!.State, stand.Visit.Method, stand.Visit.PhotoMatchedAt));
        Assert.Equal(VisitEffect.AskAuthority, stand.Effects[^1]);
        Assert.DoesNotContain(VisitEffect.FetchChallenge, stand.Effects);
    }

    [Fact]
    public void CardWithoutPin_MethodANotGrantedToThisStand_IsRefusedByItsName()
    {
        var arrived = (VisitEvent.CardArrived)Arrived();

        Assert.Equal((Outcome.CardRefused, Reason.PinUnusable), Came(new Stand().After(arrived with { VisualRefused = true }, ReadNoPin)));
    }

    [Fact]
    public void CardWithoutPin_AtAStandOfMethodA_IsAsAnyOther() =>
        Assert.Equal(Reason.PhotoCheck, new Stand().After(Arrived(IdentityMethod.Visual), ReadNoPin).Visit!.Reason);

    public static TheoryData<AuthorityAnswer, Outcome, Reason?> Answers => new()
    {
        { new AuthorityAnswer.Answered(Sample.Confirmation()), Outcome.Covered, null },
        { new AuthorityAnswer.Answered(Sample.Confirmation(validity: "2")), Outcome.NotCovered, Reason.QualificationLost },
        { new AuthorityAnswer.Answered(Sample.Confirmation(validity: "4", records: 0)), Outcome.NoRecord, null },
        { new AuthorityAnswer.Answered(Sample.Confirmation(segment: "9")), Outcome.CouldNotAsk, Reason.ProcessingFailed },
        { new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "detail"), Outcome.CardRefused, Reason.CertificateRevoked },
        { new AuthorityAnswer.StandRefused(Reason.DeviceSuspended, "detail"), Outcome.AuthorityRefused, Reason.DeviceSuspended },
        { new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, "detail"), Outcome.CouldNotAsk, Reason.Unreachable },
        { new AuthorityAnswer.ChallengeSpent(), Outcome.CouldNotAsk, Reason.BadAnswer },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void AuthorityAnswered_EachAnswer_HasItsOutcome(AuthorityAnswer answer, Outcome outcome, Reason? reason)
    {
        var stand = ExhaustivenessTests.StandIn("asking").After(Answer(answer));

        Assert.Equal((outcome, reason), (stand.Visit!.Outcome, stand.Visit.Reason));
        Assert.Equal(answer is AuthorityAnswer.Answered, stand.Visit.Confirmation is not null);
        Assert.Equal(answer is AuthorityAnswer.Answered ? VisitState.Storing : VisitState.Finished, stand.Visit.State);
        Assert.Equal(answer is AuthorityAnswer.Answered or AuthorityAnswer.ChallengeSpent ? null : "detail", stand.Visit.AuthorityMessage);
    }

    [Fact]
    public void ChallengeCannotBeHad_BeforeThePin_NoTryIsSpent()
    {
        var stand = ExhaustivenessTests.StandIn("pin").After(Answer(new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null)));

        Assert.Equal((Outcome.CouldNotAsk, Reason.Unreachable), Came(stand));
        Assert.DoesNotContain(VisitEffect.VerifyPin, stand.Effects);
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("pin")]
    [InlineData("lastTry")]
    [InlineData("photo")]
    [InlineData("verifying")]
    public void AuthorityAnswered_ARecordThatNobodyAskedFor_IsNotTaken(string state)
    {
        var stand = ExhaustivenessTests.StandIn(state);
        var before = stand.Visit;

        Assert.Same(before, stand.After(Covered).Visit);
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("photo")]
    public void AuthorityAnswered_NothingWasAsked_EndsNothing(string state)
    {
        var stand = ExhaustivenessTests.StandIn(state);
        var before = stand.Visit;

        Assert.Same(before, stand.After(Answer(new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null))).Visit);
    }

    [Fact]
    public void Cancelled_ByStaff_SaysWho()
    {
        var stand = ExhaustivenessTests.StandIn("pin").After(new VisitEvent.CancelledByStaff("S09"));

        Assert.Equal((Outcome.Cancelled, Reason.StaffCancelled), Came(stand));
        Assert.Equal("S09", stand.Visit!.Staff);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ResultKept_AfterStoring_IsTold(bool onDisk)
    {
        var stand = ExhaustivenessTests.StandIn("storing").After(new VisitEvent.ResultKept(onDisk));

        Assert.Equal((VisitState.Finished, Outcome.Covered, onDisk), (stand.Visit!.State, stand.Visit.Outcome, stand.Visit.Kept));
    }

    private static (Outcome?, Reason?) Came(Stand stand)
    {
        Assert.Equal(VisitState.Finished, stand.Latest.State);
        Assert.Equal(stand.Now, stand.Latest.EndedAt);
        return (stand.Latest.Outcome, stand.Latest.Reason);
    }
}
