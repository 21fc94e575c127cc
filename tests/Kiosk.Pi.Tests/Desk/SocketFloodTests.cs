using System.Diagnostics;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Tests.Bench;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>Other programs on the computer flood the desk's socket with thousands of lines: screens and the visit go on.</summary>
public sealed class SocketFloodTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private const int LinesOfEach = 400;
    private const long KilobytesMore = 150_000;

    // Beside what a visit takes by itself: on two slow cores that others use too.
    private static readonly TimeSpan More = TimeSpan.FromSeconds(5);

    private static readonly string[] Kinds = ["silent", "half", "body", "slow", "follow", "ask"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flood_OfEveryKindAtOnce_OtherScreensAndTheVisitGoOnAndNothingStays()
    {
        await TimedVisitAsync();
        var usual = await TimedVisitAsync();
        var pid = bench.DeskPid;
        var before = DeskBurden.Of(pid);

        var floods = Kinds.Select(kind => Process.Start(new ProcessStartInfo(BenchProgram.Path, ["flood", kind, $"{LinesOfEach}", "--dir", bench.Folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!).ToList();
        try
        {
            foreach (var flood in floods)
            {
                Assert.Equal("flooding", await flood.StandardOutput.ReadLineAsync(Stop));
            }

            // A screen that is opened now, beside the one that follows the visit.
            using var screen = new HttpDeskClient(bench.Facts["deskSocket"]!.GetValue<string>(), TimeProvider.System);
            Assert.Equal(StandState.Ready, (await screen.SnapshotAsync(Stop)).Stand.State);
            var flooded = await TimedVisitAsync();
            Assert.NotEmpty(await screen.HistoryAsync(JapanTime.DateOf(TimeProvider.System.GetUtcNow()), Stop));
            TestContext.Current.TestOutputHelper?.WriteLine($"visit {usual.TotalMilliseconds:0} ms, flooded {flooded.TotalMilliseconds:0} ms; {before} before, {DeskBurden.Of(pid)} flooded");
            Assert.InRange(flooded, TimeSpan.Zero, usual + More);
            Assert.InRange(DeskBurden.Of(pid).Descriptors, 0, before.Descriptors + DeskLines.Most);
        }
        finally
        {
            foreach (var flood in floods)
            {
                flood.StandardInput.Close();
                TestContext.Current.TestOutputHelper?.WriteLine(await flood.StandardOutput.ReadToEndAsync(Stop));
                await flood.WaitForExitAsync(Stop);
                flood.Dispose();
            }
        }

        await before.UntilNothingMoreIsOpenAsync(pid);
        Assert.InRange(DeskBurden.Of(pid).Kilobytes, 0, before.Kilobytes + KilobytesMore);
        await bench.ServeAsync();
        Assert.Equal(pid, bench.DeskPid);
        lock (bench.Output)
        {
            Assert.DoesNotContain(bench.Output, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal));
        }
    }

    private async Task<TimeSpan> TimedVisitAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressBrisklyAsync(Person.Named("hanako").Pin + "#");
        var visit = (await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true })).Visit!;
        Assert.Equal(Outcome.Covered, visit.Outcome);
        var took = TimeProvider.System.GetElapsedTime(began);
        await bench.TakeCardAsync();
        return took;
    }
}
