using System.Globalization;
using Kiosk.Benchmarks.Reports;

namespace Kiosk.Benchmarks.Soak;

/// <summary>The table of a soak, a row each twentieth of the way, printed while it runs; and what it came to.</summary>
/// <param name="planned">How many visits there are to be.</param>
/// <param name="look">Looks at the process that is soaked, and at pcscd.</param>
/// <param name="managedHeap">Bytes of the managed heap of the soaked process; null where it cannot be had.</param>
internal sealed class SoakLog(int planned, string part, Func<(ProcessSize Part, ProcessSize Pcscd)> look, Func<long>? managedHeap, TextWriter output)
{
    private const int Rows = 20;
    private const int MostFailures = 10;

    // So long a runtime still compiles and settles its heap: what its memory does until then says nothing about leaks.
    private const int Settling = 100;

    private readonly List<(int Visits, ProcessSize Part, ProcessSize Pcscd)> samples = [];
    private readonly List<string> failures = [];
    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly string[] headers = ["visits", "per minute", "RSS MiB", .. managedHeap is null ? (string[])[] : ["heap MiB"], "threads", "handles", "pcscd threads", "pcscd handles"];
    private int visits;
    private (int Visits, TimeSpan At) lastRow;

    private IReadOnlyList<int> Widths => [.. headers.Select(header => Math.Max(header.Length, 8))];

    /// <summary>So many failed that the rest would tell nothing new.</summary>
    public bool IsHopeless => failures.Count >= MostFailures;

    public Task BeginAsync() => output.WriteLineAsync(Table.Line(Widths, headers));

    /// <summary>One more visit is over.</summary>
    /// <param name="failure">What it came to instead of what it should; null when all was well.</param>
    public async Task VisitedAsync(string? failure)
    {
        visits++;
        if (failure is not null)
        {
            failures.Add($"visit {visits}: {failure}");
            await output.WriteLineAsync(failures[^1]);
        }

        if (visits * Rows / planned > (visits - 1) * Rows / planned)
        {
            await RowAsync();
        }
    }

    /// <summary>Says what it came to; gives the exit code.</summary>
    public async Task<int> EndAsync()
    {
        if (samples.Count == 0 || (visits < planned && !IsHopeless))
        {
            await output.WriteLineAsync($"Ended after {visits} of {planned} visits.");
        }

        // The first tenth warms up: code is compiled, pools fill.
        var early = samples.Where(sample => sample.Visits >= planned / 10.0).Take(1).ToList();
        if (early.Count == 0 || early[0].Visits == samples[^1].Visits)
        {
            await output.WriteLineAsync($"Too few visits to tell growth. {Failures}");
            return failures.Count > 0 ? 1 : 0;
        }

        Growth[] growths = [new(part, early[0].Part, samples[^1].Part, JudgeRss: early[0].Visits >= Settling), new("pcscd", early[0].Pcscd, samples[^1].Pcscd, JudgeRss: false)];
        var bad = failures.Count > 0 || growths.Any(growth => growth.IsTooMuch);
        await output.WriteLineAsync($"{(bad ? "NOT GOOD" : "good")}: from visit {early[0].Visits} to visit {samples[^1].Visits}: {string.Join("; ", growths.Select(growth => growth.ToString()))}. {Failures}");
        return bad ? 1 : 0;
    }

    private string Failures => failures.Count == 0 ? "Every visit came to what it should." : $"{failures.Count} visits did not come to what they should.";

    private async Task RowAsync()
    {
        var (size, pcscd) = look();
        samples.Add((visits, size, pcscd));
        var now = TimeProvider.System.GetElapsedTime(began);
        var pace = (visits - lastRow.Visits) / (now - lastRow.At).TotalMinutes;
        lastRow = (visits, now);
        string[] heap = managedHeap is null ? [] : [Mebi(managedHeap() / 1024)];
        await output.WriteLineAsync(Table.Line(Widths, [$"{visits}", $"{pace:F0}", Mebi(size.Rss), .. heap, $"{size.Threads}", $"{size.Handles}", $"{pcscd.Threads}", $"{pcscd.Handles}"]));
    }

    private static string Mebi(long kibi) => (kibi / 1024.0).ToString("F1", CultureInfo.InvariantCulture);
}
