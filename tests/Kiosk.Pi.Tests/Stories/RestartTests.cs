using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>What a stand lives through: its service dies, its desk is killed or told to end.</summary>
public sealed class RestartTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    // Far below the host's own patience with whoever does not end.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Pcscd_DiesUnderAVisitAndComesBack_ToldAndServesAgain()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PcscdAsync("stop");
        try
        {
            var down = await bench.UntilAsync(snapshot => snapshot.Stand.Reader == ReaderState.ServiceDown && snapshot.Visit is null);
            Assert.Equal(StandState.OutOfOrder, down.Stand.State);
            Assert.Equal((Outcome.CardRemoved, Reason.ReaderLost), (down.LastVisit!.Outcome!.Value, down.LastVisit.Reason!.Value));
        }
        finally
        {
            await bench.Card.RemoveAsync(Stop);
            await bench.PcscdAsync("start");
        }

        await bench.UntilAsync(snapshot => snapshot.Stand is { Reader: ReaderState.Ready, State: StandState.Ready });
        await bench.ServeAsync();
    }

    [Fact]
    public async Task Desk_Killed_ComesBackWithWhatItKept()
    {
        var kept = await bench.ServeAsync();
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        var old = bench.DeskPid;
        await RunningBench.KillAsync("-KILL", old);
        await bench.UntilAnotherAsync(old);

        // The card still lies there: a visit of its own, with every try.
        var again = await bench.UntilAsync(VisitPhase.Pin);
        Assert.Equal(3, again.Visit!.TriesLeft);
        Assert.Null(again.LastVisit);
        await bench.TakeCardAsync();
        Assert.Single(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == kept.Id);
        var result = await bench.Desk.ResultAsync(kept.Id, "reception-1", Stop);
        Assert.False(string.IsNullOrEmpty(result!.Confirmation!.Records[0].Name));
        await bench.ServeAsync();
    }

    [Fact]
    public async Task Desk_KilledWhileTheAuthorityIsAsked_KeepsItsAnswerAfterTheRestart()
    {
        await bench.InsertAsync("osoi");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1357#");
        var asking = (await bench.UntilAsync(VisitPhase.Asking)).Visit!;
        await bench.UntilSaidAsync(line => line.Contains($"{asking.Id}: Verifying -> Asking", StringComparison.Ordinal));
        // On its way, and five seconds from its answer.
        await bench.AuthorityAskedAsync(asking.Id);
        var old = bench.DeskPid;

        await RunningBench.KillAsync("-KILL", old);

        await bench.UntilAnotherAsync(old);
        await bench.TakeCardAsync();
        await bench.UntilSaidAsync(line => line.Contains($"{asking.Id}, broken off by a restart, came to Covered", StringComparison.Ordinal));
        Assert.Equal(Outcome.Covered, Assert.Single(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == asking.Id).Outcome);
        Assert.Contains(bench.Trail(), row => row.Visit == asking.Id && row.Kind == "visitResumed");
    }

    [Fact]
    public async Task Desk_ToldToEndDuringAVisit_EndsSoonAndWell()
    {
        var kept = await bench.ServeAsync();
        await bench.InsertAsync("hanako");
        var visit = (await bench.UntilAsync(VisitPhase.Pin)).Visit!;
        await bench.PressAsync("12");

        // A screen looks on all the time, and does not hold it up.
        var lost = FollowUntilLostAsync();
        var old = bench.DeskPid;
        var since = TimeProvider.System.GetTimestamp();
        await RunningBench.KillAsync("-TERM", old);
        var said = await bench.UntilSaidAsync(line => line.Contains($"(process {old}) ended", StringComparison.Ordinal));
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, Seconds);
        Assert.Contains("exit code 0;", said, StringComparison.Ordinal);
        await lost;
        await bench.UntilAnotherAsync(old);
        await bench.TakeCardAsync();

        var trail = bench.Trail();
        Assert.Equal(["visitBegan", "pinAccepted", "visitEnded"], trail.Where(row => row.Visit == kept.Id).Select(row => row.Kind), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("covered", Assert.Single(trail, row => row.Visit == kept.Id && row.Outcome is not null).Outcome, ignoreCase: true);
        var begun = trail.FindIndex(row => row.Visit == visit.Id);
        Assert.Contains(trail.Skip(begun).Take(3), row => string.Equals(row.Kind, "standStopped", StringComparison.OrdinalIgnoreCase));
        Assert.Single(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == kept.Id);
    }

    private async Task FollowUntilLostAsync()
    {
        await foreach (var snapshot in bench.Desk.WatchAsync(Stop))
        {
            if (snapshot is null)
            {
                return;
            }
        }
    }
}
