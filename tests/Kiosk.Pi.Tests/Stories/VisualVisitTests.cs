using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Method A, told from the staff's side, on a whole desk.</summary>
public sealed class VisualVisitTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Visual));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_PhotoMatches_CoveredWithoutPin()
    {
        await bench.InsertAsync("hanako");
        var waiting = await bench.UntilAsync(VisitPhase.Staff);
        Assert.Equal((IdentityMethod.Visual, Reason.PhotoCheck), (waiting.Visit!.Method, waiting.Visit.Reason!.Value));
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.PhotoMatches));
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_PhotoDiffers_CancelledAndAuthorityNotAsked()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Staff);
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.PhotoDiffers));
        await bench.UntilAsync(VisitPhase.Finished);
        var last = (await bench.TakeCardAsync())!;
        Assert.Equal((Outcome.Cancelled, Reason.PhotoDiffers), (last.Outcome!.Value, last.Reason!.Value));
    }

    [Fact]
    public async Task Visit_LockedPin_ServedAllTheSame()
    {
        await bench.InsertAsync("locked");
        await bench.UntilAsync(VisitPhase.Staff);
        await bench.StaffAsync(StaffAction.PhotoMatches);
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Command_NobodyWaits_NotNow() => Assert.Equal(CommandResult.NotNow, await bench.StaffAsync(StaffAction.PhotoMatches));
}
