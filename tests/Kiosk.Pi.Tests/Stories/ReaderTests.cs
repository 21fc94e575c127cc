using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Readers that come and go, cards on two of them, and a card that no keypad serves: staff are told, and nothing is begun that should not be.</summary>
public sealed class ReaderTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public async ValueTask DisposeAsync() => await bench.PcscdAsync("plug");

    [Fact]
    public async Task Unplugged_WhileThePinIsTyped_NotTheVisitorsDoingAndBackByItself()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("12");
        await bench.PcscdAsync("unplug");
        var absent = await bench.UntilAsync(snapshot => snapshot is { Visit: null, Stand.Reader: ReaderState.Absent });
        Assert.Equal((Outcome.CardRemoved, Reason.ReaderLost), (absent.LastVisit!.Outcome, absent.LastVisit.Reason));
        Assert.Equal(StandState.OutOfOrder, absent.Stand.State);

        await bench.PcscdAsync("plug");
        await bench.UntilAsync(snapshot => snapshot.Stand.State == StandState.Ready);
        await bench.Card.RemoveAsync(Stop);
        await bench.ServeAsync();
    }

    [Fact]
    public async Task SecondCard_WhileOneIsServed_ToldAndTheFirstIsServedToItsEnd()
    {
        await bench.InsertAsync("hanako");
        var visit = (await bench.UntilAsync(VisitPhase.Pin)).Visit!;
        await bench.Card.InsertAsync("ume", reader: 2, Stop);
        await bench.UntilAsync(snapshot => snapshot.Stand.SeveralCards);
        await bench.PressAsync("1234#");
        Assert.Equal((visit.Id, Outcome.Covered), (await bench.UntilAsync(VisitPhase.Finished)).Visit is { } done ? (done.Id, done.Outcome!.Value) : default);

        // The second is alone now: its own visit.
        await bench.Card.RemoveAsync(Stop);
        var second = await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin } next && next.Id != visit.Id);
        Assert.False(second.Stand.SeveralCards);
        await bench.Card.RemoveAsync(reader: 2, Stop);
        await bench.UntilIdleAsync();
    }

    [Fact]
    public async Task CardWithoutPin_AtAStandOfMethodB_PhotoIsOfferedAndServes()
    {
        await bench.InsertAsync("kaonashi");
        var asked = (await bench.UntilAsync(VisitPhase.Staff)).Visit!;
        Assert.Equal((Reason.PinUnusable, null), (asked.Reason!.Value, asked.TriesLeft));

        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.PhotoMatches));
        var shown = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
        Assert.Equal((Outcome.Covered, IdentityMethod.Visual), (shown.Outcome!.Value, shown.Method));
        await bench.TakeCardAsync();
    }
}
