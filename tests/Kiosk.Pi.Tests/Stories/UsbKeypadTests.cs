using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Visits on a USB keypad, which somebody pulls out.</summary>
public sealed class UsbKeypadTests(UsbKeypadBench bench) : IClassFixture<UsbKeypadBench>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_TypedOnIt_IsServed() => await bench.ServeAsync();

    [Fact]
    public async Task Unplug_WhileThePinIsTyped_EndsTheVisitWithoutATryAndTheStandReturns()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("12");

        await bench.PcscdAsync("unplug-keypad");

        var ended = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.CouldNotAsk, Reason.PanelLost, 3), (ended.Visit!.Outcome!.Value, ended.Visit.Reason!.Value, ended.Visit.TriesLeft!.Value));
        Assert.Contains("USB keypad", ended.Stand.PanelTrouble, StringComparison.Ordinal);
        await bench.TakeCardAsync();

        await bench.PcscdAsync("plug-keypad");

        await bench.UntilAsync(snapshot => snapshot.Stand is { PanelTrouble: null, State: StandState.Ready });
        await bench.ServeAsync();
    }
}

/// <summary>No lamps, no buzzer: a reader, a keypad and a loudspeaker.</summary>
public sealed class NoLinesTests(NoLinesBench bench) : IClassFixture<NoLinesBench>
{
    [Fact]
    public async Task Visit_WithoutAnyGpioLine_IsServedByKeypadAndVoice()
    {
        await bench.ServeAsync();

        var said = await new Kiosk.Bench.Panel.PanelClient(bench.Folder).HeardAsync(TestContext.Current.CancellationToken);
        Assert.Contains(said, sentence => sentence.Sentence == Signals.Sentence.Done);
    }
}
