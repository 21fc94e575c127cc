using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Visits;

/// <summary>Each deadline with its default length: nothing a moment before, the outcome at the moment.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("reading", 15, Outcome.TimedOut, Reason.CardUnresponsive)]
    [InlineData("pin", 60, Outcome.TimedOut, Reason.NothingTyped)]
    [InlineData("lastTry", 180, Outcome.TimedOut, Reason.StaffIdle)]
    [InlineData("photo", 180, Outcome.TimedOut, Reason.StaffIdle)]
    [InlineData("verifying", 20, Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData("asking", 20, Outcome.CouldNotAsk, Reason.Timeout)]
    public void DeadlinePassed_WhileOpen_EndsTheVisit(string state, int seconds, Outcome outcome, Reason reason)
    {
        var stand = ExhaustivenessTests.StandIn(state).AfterDeadline(TimeSpan.FromSeconds(seconds));

        Assert.Equal((VisitState.Finished, outcome, reason), (stand.Visit!.State, stand.Visit.Outcome, stand.Visit.Reason));
        Assert.Equal(VisitEffect.KeepResult, stand.Effects[^1]);
    }

    [Fact]
    public void DeadlinePassed_TypingStopped_IsPinIdle()
    {
        var stand = ExhaustivenessTests.StandIn("pin").After(Digit).AfterDeadline(TimeSpan.FromSeconds(30));

        Assert.Equal((Outcome.TimedOut, Reason.PinIdle), (stand.Visit!.Outcome, stand.Visit.Reason));
    }

    [Fact]
    public void DigitTyped_EachOne_StartsTheIdleTimeAgain()
    {
        var stand = ExhaustivenessTests.StandIn("pin");
        for (var i = 0; i < 4; i++)
        {
            stand.Now += TimeSpan.FromSeconds(29);
            stand.After(Digit, new VisitEvent.DeadlinePassed());
        }

        Assert.Equal(stand.Now + TimeSpan.FromSeconds(30), stand.Visit!.Deadline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PinCleared_OrIncomplete_StartsTheTypingAgain(bool cleared)
    {
        var stand = ExhaustivenessTests.StandIn("pin").After(Digit, cleared ? new VisitEvent.PinCleared() : new VisitEvent.PinIncomplete());

        stand.AfterDeadline(TimeSpan.FromSeconds(60));

        Assert.Equal(Reason.NothingTyped, stand.Visit!.Reason);
    }

    [Fact]
    public void PinAnswered_Right_TheAuthorityHasWhatIsLeftOfTheTwentySeconds()
    {
        var stand = ExhaustivenessTests.StandIn("verifying");
        stand.Now += TimeSpan.FromSeconds(8);

        stand.After(Right).AfterDeadline(TimeSpan.FromSeconds(12));

        Assert.Equal(Reason.Timeout, stand.Visit!.Reason);
    }

    [Fact]
    public void DeadlinePassed_DiskTooSlow_TheOutcomeIsShownAsNotKept()
    {
        var stand = ExhaustivenessTests.StandIn("storing").AfterDeadline(TimeSpan.FromSeconds(5));

        Assert.Equal((VisitState.Finished, Outcome.Covered, false), (stand.Visit!.State, stand.Visit.Outcome, stand.Visit.Kept));

        stand.After(Kept);
        Assert.True(stand.Visit.Kept);
    }

    [Fact]
    public void DeadlinePassed_CardForgotten_RemindsUntilItIsTaken()
    {
        var stand = ExhaustivenessTests.StandIn("finished").AfterDeadline(TimeSpan.FromSeconds(15));
        Assert.Equal(VisitState.TakeCard, stand.Visit!.State);

        stand.Now += TimeSpan.FromDays(1);
        stand.After(new VisitEvent.DeadlinePassed());
        Assert.Equal(VisitState.TakeCard, stand.Visit.State);
        Assert.Null(stand.After(Removed).Visit);
    }

    [Fact]
    public void Rules_OtherDeadlines_AreObeyed()
    {
        var stand = new Stand(new Deadlines { Reading = TimeSpan.FromSeconds(1), NothingTyped = TimeSpan.FromSeconds(2) }).After(Arrived());
        Assert.Equal(stand.Now + TimeSpan.FromSeconds(1), stand.Visit!.Deadline);

        stand.After(Read()).AfterDeadline(TimeSpan.FromSeconds(2));

        Assert.Equal(Outcome.TimedOut, stand.Visit!.Outcome);
    }
}
