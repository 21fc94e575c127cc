using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Desk;
using Kiosk.Benchmarks.Desk;
using Kiosk.Benchmarks.Reports;
using Kiosk.Benchmarks.Searching;
using Kiosk.Desk;
using Kiosk.Vault;

namespace Kiosk.Benchmarks.Screen;

/// <summary>What a staff screen costs that only stands there: with nothing going on, with a visitor's record, with a long list, while the authority is asked.</summary>
internal static class ScreenBenchmark
{
    private const int ManyVisits = 1000;
    private const double MostPercent = 2;
    private const double MostMebibytes = 50;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(10);

    /// <param name="kiosk">The native binary.</param>
    /// <param name="output">Where the figures go.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<int> RunAsync(string kiosk, TextWriter output, CancellationToken stop)
    {
        var table = new Table("A staff screen of 120x40", "% of a core", "MiB", "bytes/s to the terminal");
        List<Cost> costs = [];
        await using (var up = new RunningUp("{}", clockIsSet: true))
        {
            await up.UntilReadyAsync();
            await using var desk = new SnapshotFollower(up.Desk);
            await desk.UntilIdleAsync(stop);
            await using var screen = new TerminalScreen(kiosk, up.Folder.ConfigFile, up.Folder.Path);
            await AddAsync("nothing going on", screen, Measured);
            await up.Card.InsertAsync("hanako", stop);
            await desk.UntilAsync(VisitPhase.Pin, stop);
            await StandInAdmin.SendAsync(Path.Combine(up.Folder.Path, "authority"), ["slow", $"{Answering.TotalSeconds:F0}", "1"], stop);
            await up.Panel.PressAsync("1234#", stop);
            await desk.UntilAsync(VisitPhase.Asking, stop);
            await AddAsync("the authority is asked", screen, Answering - TimeSpan.FromSeconds(3), settling: TimeSpan.FromSeconds(1));
            await desk.UntilAsync(VisitPhase.Finished, stop);
            await AddAsync("a visitor's record stands there", screen, Measured);
        }

        var vault = Directory.CreateTempSubdirectory("kiosk-screen-");
        try
        {
            await FillAsync(vault.FullName, stop);
            await using var up = new RunningUp(new JsonObject { ["Vault"] = new JsonObject { ["Folder"] = vault.FullName } }.ToJsonString(), clockIsSet: true);
            await up.UntilReadyAsync();
            await using var screen = new TerminalScreen(kiosk, up.Folder.ConfigFile, up.Folder.Path);
            await AddAsync($"{ManyVisits} visits in today's list", screen, Measured);
        }
        finally
        {
            vault.Delete(recursive: true);
        }

        await output.WriteLineAsync($"\n{table}");
        var isReached = costs.TrueForAll(cost => cost is { Percent: < MostPercent, Mebibytes: < MostMebibytes });
        await output.WriteLineAsync($"Goal: below {MostPercent} % and {MostMebibytes} MiB. {(isReached ? "Reached" : "Missed")}.");
        return 0;

        async Task AddAsync(string what, TerminalScreen screen, TimeSpan time, TimeSpan? settling = null)
        {
            await Task.Delay(settling ?? Settling, TimeProvider.System, stop);
            var cost = await MeasureAsync(screen, time, stop);
            // While it is asked, the screen does not only stand there.
            costs.Add(settling is null ? cost : cost with { Percent = 0 });
            table.Add([what, .. new[] { cost.Percent, cost.Mebibytes, cost.Bytes }.Select((figure, i) => figure.ToString(i == 2 ? "F0" : "F1", CultureInfo.InvariantCulture))]);
        }
    }

    private static async Task<Cost> MeasureAsync(TerminalScreen screen, TimeSpan time, CancellationToken stop)
    {
        var (cpu, received) = (screen.Cpu, screen.Received);
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(time, TimeProvider.System, stop);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return new((screen.Cpu - cpu).TotalSeconds / seconds * 100, screen.Size.Rss / 1024.0, (screen.Received - received) / seconds);
    }

    private static async Task FillAsync(string folder, CancellationToken stop)
    {
        var opening = SqliteVault.Open(folder);
        await using var vault = opening.Vault ?? throw new IOException(opening.Cure);
        for (var i = 0; i < ManyVisits; i++)
        {
            if (await vault.KeepAsync(MadeUpPeople.Result(TimeProvider.System.GetUtcNow()), stop) is { } trouble)
            {
                throw new IOException($"The vault cannot be written: {trouble}.");
            }
        }
    }

    private readonly record struct Cost(double Percent, double Mebibytes, double Bytes);
}
