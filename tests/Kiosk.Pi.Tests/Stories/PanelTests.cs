using Kiosk.Bench.Panel;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Keypad, lamps and buzzer are pulled out of the running stand.</summary>
public sealed class PanelTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private PanelClient Panel => new(bench.Folder);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Unplug_WhileThePinIsTyped_EndsTheVisitWithoutATryAndTheStandReturns()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("12");

        await Panel.UnplugAsync(gone: true, Stop);

        var ended = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.CouldNotAsk, Reason.PanelLost, 3), (ended.Visit!.Outcome!.Value, ended.Visit.Reason!.Value, ended.Visit.TriesLeft!.Value));
        Assert.Contains("GPIO", ended.Stand.PanelTrouble, StringComparison.Ordinal);
        Assert.Equal(StandState.OutOfOrder, ended.Stand.State);
        await bench.TakeCardAsync();

        await Panel.UnplugAsync(gone: false, Stop);

        await bench.UntilAsync(snapshot => snapshot.Stand is { PanelTrouble: null, State: StandState.Ready });
        await bench.ServeAsync();
    }

    [Fact]
    public async Task Unplug_WhileTheAuthorityIsAsked_LeavesTheVisitAlone()
    {
        await bench.InsertAsync("osoi");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1357#");
        await bench.UntilAsync(VisitPhase.Asking);

        await Panel.UnplugAsync(gone: true, Stop);

        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await Panel.UnplugAsync(gone: false, Stop);
        await bench.UntilAsync(snapshot => snapshot.Stand.PanelTrouble is null);
    }

    [Fact]
    public async Task Unplug_MethodA_GoesOnWithoutLamps()
    {
        await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Visual);
        await Panel.UnplugAsync(gone: true, Stop);
        await bench.UntilAsync(snapshot => snapshot.Stand.PanelTrouble is not null);

        await bench.InsertAsync("ken");
        await bench.UntilAsync(VisitPhase.Staff);
        await bench.StaffAsync(StaffAction.PhotoMatches);

        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
        await Panel.UnplugAsync(gone: false, Stop);
        await bench.UntilAsync(snapshot => snapshot.Stand.PanelTrouble is null);
    }

    [Fact]
    public async Task TestLamps_ByStaff_OnlyWhileNobodyIsThere()
    {
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.TestLamps));

        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);

        Assert.Equal(CommandResult.NotNow, await bench.StaffAsync(StaffAction.TestLamps));
        await bench.TakeCardAsync();
    }
}
