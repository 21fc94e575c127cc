using Kiosk.Bench.Panel;
using Kiosk.Bench.Voice;
using Kiosk.Desk;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Visits on a USB keypad, which somebody pulls out.</summary>
public sealed class UsbKeypadTests(UsbKeypadBench bench) : IClassFixture<UsbKeypadBench>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task Unplug_WhileThePinIsTyped_SendsToTheStaffOnceAndToTheEnd()
    {
        var panel = new PanelClient(bench.Folder);
        var (before, began) = ((await panel.HeardAsync(Stop)).Count, TimeProvider.System.GetUtcNow());
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);

        await bench.PcscdAsync("unplug-keypad");
        await bench.UntilAsync(VisitPhase.TakeCard);
        await bench.TakeCardAsync();
        await bench.PcscdAsync("plug-keypad");
        await bench.UntilAsync(snapshot => snapshot.Stand.PanelTrouble is null);

        var heard = await panel.UntilHeardAsync(said => said is { Sentence: Sentence.SeeStaff, ToTheEnd: true } && said.At > began, Stop);
        Assert.True(Assert.Single(heard.Skip(before), said => said.Sentence == Sentence.SeeStaff).ToTheEnd);
    }
}

/// <summary>No lamps, no buzzer: a reader, a keypad and a loudspeaker.</summary>
public sealed class NoLinesTests(NoLinesBench bench) : IClassFixture<NoLinesBench>
{
    [Fact]
    public async Task Visit_WithoutAnyGpioLine_IsServedByKeypadAndVoice()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1234#");
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);

        // The one before is broken off first: what follows has not begun by then.
        Assert.Contains(await new PanelClient(bench.Folder).UntilHeardAsync(IsDone, TestContext.Current.CancellationToken), IsDone);
        await bench.TakeCardAsync();

        static bool IsDone(HeardSentence heard) => heard is { Sentence: Sentence.Done, ToTheEnd: true };
    }
}
