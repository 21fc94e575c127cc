using Kiosk.Bench.People;
using Kiosk.Bench.Window;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Signals;
using Kiosk.Visits;
using Picture = Kiosk.Bench.Window.StandView;
using StandView = Kiosk.Desk.StandView;

namespace Kiosk.Pi.Tests.Bench;

public sealed class StandViewTests
{
    private static readonly StandView Ready = new(
        StandState.Ready, ReaderState.Ready, AuthorityState.Available, ClockState.Synchronized, IdentityMethod.Pin, AuthorityMessage: null, AuthorityUntil: null, VisualGranted: true);

    private static readonly Person Hanako = Person.Named("hanako");

    [Fact]
    public void Draw_Idle_TellsToLayTheChosenCardAndItsPin()
    {
        var text = Text(new StandModel { Desk = new Snapshot(Ready, Visit: null, LastVisit: null) });

        Assert.Contains("Press Enter to lay the card of 'hanako'", text, StringComparison.Ordinal);
        Assert.Contains(Hanako.Pin, text, StringComparison.Ordinal);
        Assert.Contains("the reader is empty", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_PinAsked_TellsWhatToType() => Assert.Contains("type 1234, then Enter", Text(At(VisitPhase.Pin)), StringComparison.Ordinal);

    [Fact]
    public void Draw_WrongPin_TellsHowManyTriesAreLeft() => Assert.Contains("2 tries are left", Text(At(VisitPhase.Pin, Reason.PinWrong, triesLeft: 2)), StringComparison.Ordinal);

    [Theory]
    [InlineData(Reason.PhotoCheck, "photo")]
    [InlineData(Reason.LastTry, "consent")]
    public void Draw_StaffDecide_SendsToTheOtherSide(Reason reason, string word)
    {
        var text = Text(At(VisitPhase.Staff, reason));

        Assert.Contains("F9", text, StringComparison.Ordinal);
        Assert.Contains(word, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_CouldNotAsk_IsNotCalledUninsured()
    {
        var text = Text(At(VisitPhase.Finished, Reason.Unreachable, outcome: Outcome.CouldNotAsk));

        Assert.Contains("says nothing about the insurance", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not valid", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_EveryPhaseAndOutcome_SaysWhatToDo() => Assert.All(
        from phase in Enum.GetValues<VisitPhase>()
        from outcome in Enum.GetValues<Outcome>().Cast<Outcome?>().Append(null)
        select At(phase, outcome: outcome),
        model => Assert.NotEmpty(Hints.For(model)));

    [Fact]
    public void Draw_AuthorityMisbehaves_SaysHow() => Assert.Contains("Authority (← →): tls old", Text(new StandModel { Manner = "tls old" }), StringComparison.Ordinal);

    [Fact]
    public void Draw_DeskAway_SaysSo() => Assert.Contains("does not answer", Text(new StandModel()), StringComparison.Ordinal);

    [Fact]
    public void Draw_Lamps_AreToldByNameAndRhythmNotOnlyColour()
    {
        var text = Text(new StandModel { Lamps = [new LampView(Lamp.Stop, "red", "slow", IsLit: false)] });

        Assert.Contains("STOP", text, StringComparison.Ordinal);
        Assert.Contains("slow blinking", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_AnyoneChosen_IsInSight() => Assert.All(
        Enumerable.Range(0, Person.All.Count),
        chosen => Assert.Contains($"> {Person.All[chosen].Key}", Text(new StandModel { Chosen = chosen }), StringComparison.Ordinal));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 5)]
    [InlineData(60, 24)]
    [InlineData(300, 100)]
    public void Draw_AnySize_DoesNotFail(int width, int height) => Assert.Equal(height, Picture.Draw(At(VisitPhase.Pin), width, height).Height);

    private static StandModel At(VisitPhase phase, Reason? reason = null, int triesLeft = 3, Outcome? outcome = null) => new()
    {
        OnReader = Hanako,
        Desk = new Snapshot(
            Ready,
            new VisitView(Guid.Empty, phase, IdentityMethod.Pin, triesLeft, outcome, reason, default, EndedAt: null, Certificate: null, AuthorityMessage: null, Kept: null),
            LastVisit: null),
    };

    private static string Text(StandModel model)
    {
        var canvas = Picture.Draw(model, Picture.Width, Picture.ComfortableHeight);
        // One text, however it was broken into rows.
        return string.Join(' ', Enumerable.Range(0, canvas.Height).Select(row => canvas.Text(row).Trim()));
    }
}
