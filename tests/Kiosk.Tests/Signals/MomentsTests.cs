using Kiosk.Cards;
using Kiosk.Signals;
using Kiosk.Tests.Visits;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Signals;

public sealed class MomentsTests
{
    [Theory]
    [InlineData("idle", Moment.LayCard)]
    [InlineData("reading", Moment.Reading)]
    [InlineData("pin", Moment.EnterPin)]
    [InlineData("lastTry", Moment.LastTry)]
    [InlineData("photo", Moment.StaffCheck)]
    [InlineData("noPin", Moment.StaffCheck)]
    [InlineData("verifying", Moment.Processing)]
    [InlineData("asking", Moment.Processing)]
    [InlineData("storing", Moment.Processing)]
    [InlineData("finished", Moment.Done)]
    [InlineData("takeCard", Moment.TakeCard)]
    public void Of_EveryState_HasItsMoment(string state, Moment expected) => Assert.Equal(expected, In(state));

    [Fact]
    public void Of_DigitTyped_IsTyping() => Assert.Equal(Moment.Typing, In("pin", Digit));

    [Fact]
    public void Of_TwoTriesLeft_SaysSo() => Assert.Equal(Moment.EnterPinTwoLeft, In("reading", Read(tries: 2)));

    [Fact]
    public void Of_LastTryAllowed_SaysThatItIsTheLast() => Assert.Equal(Moment.EnterPinOneLeft, In("lastTry", LastTry(allowed: true)));

    [Fact]
    public void Of_WrongPin_SaysHowManyAreLeft() => Assert.Equal(Moment.PinWrongTwoLeft, In("verifying", Wrong(left: 2)));

    [Fact]
    public void Of_WrongPinOnACardThatCountsFromMore_SaysThatItWasWrong() => Assert.Equal(Moment.PinWrong, In("verifying", Wrong(left: 5)));

    [Fact]
    public void Of_NotFourDigits_IsNotToldAsAWrongPin() => Assert.Equal(Moment.PinIncomplete, In("pin", new VisitEvent.PinIncomplete()));

    [Fact]
    public void Of_ClearedAfterAMistake_AsksCalmly() => Assert.Equal(Moment.EnterPin, In("pin", new VisitEvent.PinIncomplete(), new VisitEvent.PinCleared()));

    [Fact]
    public void Of_OnlyDigitTakenBack_IsAsBefore() => Assert.Equal(Moment.PinIncomplete, In("pin", new VisitEvent.PinIncomplete(), Digit, new VisitEvent.PinTakenBack()));

    [Fact]
    public void Of_StandNotReady_IsOutOfOrderOnlyForWhoeverComes()
    {
        Assert.Equal(Moment.OutOfOrder, Moments.Of(visit: null, standReady: false));
        Assert.Equal(Moment.OutOfOrder, Moments.Of(visit: null, standReady: false, cardGone: true));
        Assert.Equal(Moment.EnterPin, Moments.Of(ExhaustivenessTests.StandIn("pin").Visit, standReady: false));
    }

    [Fact]
    public void Of_CardTakenTooEarly_TellsThatItIsGone()
    {
        var left = ExhaustivenessTests.StandIn("pin").After(Removed).Ended!;

        Assert.True(Moments.IsCardGone(left.Outcome, left.Reason));
        Assert.Equal(Moment.CardGone, Moments.Of(visit: null, standReady: true, cardGone: true));
        Assert.Equal(Moment.CardGone, In("asking", Failed(CardTrouble.Removed)));
    }

    [Fact]
    public void Of_ReaderLost_DoesNotBlameTheVisitor()
    {
        var left = ExhaustivenessTests.StandIn("pin").After(new VisitEvent.ReaderLost()).Ended!;

        Assert.False(Moments.IsCardGone(left.Outcome, left.Reason));
        Assert.Equal(Moment.SeeStaff, In("asking", Failed(CardTrouble.ReaderLost)));
    }

    [Fact]
    public void Of_WhateverTheAuthorityAnswered_OnlookersLearnNothing()
    {
        Outcome[] answered = [Outcome.Covered, Outcome.NotCovered, Outcome.NoRecord, Outcome.Several, Outcome.Unknown];
        var finished = ExhaustivenessTests.StandIn("finished").Visit!;

        foreach (var outcome in Enum.GetValues<Outcome>().Except([Outcome.CardRemoved]))
        {
            Assert.Equal(answered.Contains(outcome) ? Moment.Done : Moment.SeeStaff, Moments.Of(finished with { Outcome = outcome }, standReady: true));
        }
    }

    [Fact]
    public void Of_CardForgotten_IsTheSameForEveryOutcome()
    {
        var forgotten = ExhaustivenessTests.StandIn("takeCard").Visit!;

        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(Moment.TakeCard, Moments.Of(forgotten with { Outcome = outcome }, standReady: true)));
    }

    [Fact]
    public void Of_StateOutOfNowhere_IsADefect() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Of(ExhaustivenessTests.StandIn("pin").Visit! with { State = (VisitState)99 }, standReady: true));

    private static Moment In(string state, params VisitEvent[] then) => Moments.Of(ExhaustivenessTests.StandIn(state).After(then).Visit, standReady: true);
}
