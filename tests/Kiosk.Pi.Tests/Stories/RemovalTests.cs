using System.Globalization;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>The card is taken away where nobody expects it: the stand is idle soon, says why, spends no try of its own, and serves the next visitor.</summary>
public sealed class RemovalTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    // Two seconds on a stand; other tests run beside this one. Every deadline of a visit is longer.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Take_WhileReading_IdleAndTold()
    {
        await bench.FaultAsync("slow", "700");
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Reading);
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedWhileReading);
    }

    [Fact]
    public async Task Take_WhileThePinIsTyped_IdleAndTold()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("12");
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedBeforePin);
    }

    [Fact]
    public async Task Take_WhileStaffDecide_IdleAndTold()
    {
        await bench.InsertAsync("lastone");
        await bench.UntilAsync(VisitPhase.Staff);
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedBeforeDecision);
        Assert.Equal(CommandResult.NotNow, await bench.StaffAsync(StaffAction.AllowLastTry));
    }

    [Fact]
    public async Task Take_WhileTheAuthorityIsAsked_IdleAndTold()
    {
        await bench.InsertAsync("osoi");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1357#");
        await bench.UntilSaidAsync(line => line.Contains("Verifying -> Asking", StringComparison.Ordinal));
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedWhileAsking);
    }

    [Fact]
    public async Task Take_AfterTheResult_OutcomeStays()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1234#");
        await bench.UntilAsync(VisitPhase.Finished);
        await TakesAsync(Outcome.Covered, reason: null);
    }

    // (the PIN, whether the card worked on it before it left) -> tries that it has when it comes again
    [Theory]
    [InlineData("7890", false, 3)]
    [InlineData("0000", false, 3)]
    [InlineData("0000", true, 2)]
    public async Task Pulled_InTheVerify_NoTryBeyondTheVisitorsOwn(string pin, bool processed, int triesLeft)
    {
        await bench.InsertAsync("midori");
        await bench.UntilAsync(VisitPhase.Pin);
        await PullAfterAsync(0, processed);
        await bench.PressAsync(pin + "#");
        await bench.UntilIdleAsync();
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedDuringVerify);

        await bench.FaultAsync("clear");
        await bench.InsertAsync("midori");
        Assert.Equal(triesLeft, (await bench.UntilAsync(VisitPhase.Pin)).Visit!.TriesLeft);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Pulled_InTheSignature_IdleAndTold()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await PullAfterAsync(1, processed: false);
        await bench.PressAsync("1234#");
        await bench.UntilIdleAsync();
        await TakesAsync(Outcome.CardRemoved, Reason.RemovedWhileAsking);
    }

    private async Task PullAfterAsync(int more, bool processed)
    {
        var said = (await bench.Card.ApduLogBeforeThePinAsync(TestContext.Current.CancellationToken)).Count;
        string[] words = ["pull-after", (said + more).ToString(CultureInfo.InvariantCulture)];
        await bench.FaultAsync(processed ? [.. words, "processed"] : words);
    }

    private async Task TakesAsync(Outcome outcome, Reason? reason)
    {
        var since = TimeProvider.System.GetTimestamp();
        var last = (await bench.TakeCardAsync())!;
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Soon);
        Assert.Equal((outcome, reason), (last.Outcome!.Value, last.Reason));

        await bench.FaultAsync("clear");
        await bench.ServeAsync();
    }
}
