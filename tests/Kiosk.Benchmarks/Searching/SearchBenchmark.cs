using System.Diagnostics;
using Kiosk.Benchmarks.Reports;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Vault;

namespace Kiosk.Benchmarks.Searching;

/// <summary>The search of as many kept results as a large site has in two months, on a real disk.</summary>
internal static class SearchBenchmark
{
    private const int RunsOfEach = 200;
    private const int QuietKeeps = 100;

    private static readonly TimeSpan BetweenKeeps = TimeSpan.FromMilliseconds(20);
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, JapanTime.Offset);
    private static readonly DateOnly Today = JapanTime.DateOf(Now);

    private static readonly (string What, ResultSearch Search)[] Kinds =
    [
        ("everything", new()),
        ("kanji, one character", new("山")),
        ("kanji, whole name", new("高橋　花子")),
        ("kana, half width", new("ﾀｶﾊｼ ﾊﾅ")),
        ("hiragana, 3rd letter", new("たかは")),
        ("● in what is typed", new("●橋　花")),
        ("nobody", new("鬱鬱")),
        ("date of birth", new("S46.2.3")),
        ("insurer's number", new("999995")),
        ("a part of a number", new("567")),
        ("name and date", new("たかはし 昭和46年2月3日")),
        ("name, one week", new("山田", From: Today.AddDays(-7), To: Today)),
        ("pending", new(Pending: true)),
        ("the last page", new("山", Offset: 10_000)),
    ];

    public static async Task<int> RunAsync(int results, TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("kiosk-search-");
        try
        {
            await FillAsync(folder.FullName, results, stop);
            await MeasureAsync(folder.FullName, output, stop);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string folder, int results, CancellationToken stop)
    {
        await using var vault = Open(folder);
        // Only what is measured needs to be on the disk before the next.
        vault.Connection.Execute("PRAGMA synchronous = OFF");
        var every = TimeSpan.FromDays(58) / results;
        for (var i = 0; i < results; i++)
        {
            await KeepAsync(vault, MadeUpPeople.Result(Now.AddDays(-58) + (every * i)), stop);
        }
    }

    private static async Task MeasureAsync(string folder, TextWriter output, CancellationToken stop)
    {
        await using var vault = Open(folder);
        var at = Now;
        var quiet = new List<double>();
        while (quiet.Count < QuietKeeps)
        {
            quiet.Add(await TimedKeepAsync());
        }

        var began = Stopwatch.GetTimestamp();
        var building = SearchAsync(vault, new ResultSearch("花子"), stop);
        var busy = new List<double>();
        do
        {
            busy.Add(await TimedKeepAsync());
        }
        while (!building.IsCompleted);

        await building;
        var built = Stopwatch.GetElapsedTime(began);
        var (rows, bytes) = vault.IndexSize;
        await output.WriteLineAsync($"""
            {rows} results. The first search, which reads them all: {built.TotalSeconds:F1} s; index {bytes / 1e6:F1} MB, {(double)bytes / rows:F0} bytes each.
            Keeping a visit's result, ms: {Of(quiet)}; while the results are read: {Of(busy)} ({busy.Count} kept).

            """);
        await WriteSearchesAsync(vault, output, stop);

        async Task<double> TimedKeepAsync()
        {
            var result = MadeUpPeople.Result(at += TimeSpan.FromSeconds(1));
            var since = Stopwatch.GetTimestamp();
            await KeepAsync(vault, result, stop);
            var took = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            await Task.Delay(BetweenKeeps, TimeProvider.System, stop);
            return took;
        }
    }

    private static async Task WriteSearchesAsync(SqliteVault vault, TextWriter output, CancellationToken stop)
    {
        var table = new Table("search", "found", "median ms", "p99", "most");
        foreach (var (what, search) in Kinds)
        {
            var found = (await SearchAsync(vault, search, stop)).Total;
            var times = new List<double>();
            for (var run = 0; run < RunsOfEach; run++)
            {
                var since = Stopwatch.GetTimestamp();
                await SearchAsync(vault, search, stop);
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }

            table.Add(what, $"{found}", $"{Spread.Of(times).Median:F1}", $"{At99(times):F1}", $"{times.Max():F1}");
        }

        await output.WriteLineAsync(table.ToString().TrimEnd());
    }

    private static async Task<ResultPage> SearchAsync(SqliteVault vault, ResultSearch search, CancellationToken stop)
    {
        while (true)
        {
            var answer = await vault.SearchAsync(search, Today, stop);
            if (answer.State != SearchState.Preparing)
            {
                return answer.Page ?? throw new IOException($"The vault cannot be read: {answer.Trouble}.");
            }
        }
    }

    private static async Task KeepAsync(SqliteVault vault, KeptResult result, CancellationToken stop)
    {
        if (await vault.KeepAsync(result, stop) is { } trouble)
        {
            throw new IOException($"The vault cannot be written: {trouble}.");
        }
    }

    private static string Of(List<double> times) => $"median {Spread.Of(times).Median:F1}, p99 {At99(times):F1}, most {times.Max():F1}";

    private static double At99(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));

    private static SqliteVault Open(string folder)
    {
        var opening = SqliteVault.Open(folder);
        return opening.Vault ?? throw new IOException(opening.Cure);
    }
}
