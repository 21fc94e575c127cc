using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.Bench.Desk;
using Kiosk.Benchmarks.Desk;
using Kiosk.Vault;
using Kiosk.Vault.Audit;
using Microsoft.Data.Sqlite;

namespace Kiosk.Benchmarks.Soak.Torn;

/// <summary>
/// Some visits at a whole desk, with all that it writes and syncs on record; then the power is cut at a random moment of that, many times, on a disk that loses what it may lose. What a screen
/// had been told is kept must be there, nothing damaged, and the audit trail whole.
/// </summary>
internal static partial class TornSoak
{
    // Enough that the write-ahead log is emptied into the database once at least (every 1,000 pages).
    private const int Visits = 100;
    private const int MostShown = 10;

    // Of one text, in milliseconds.
    private const int Longest = 10_000;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int copies, string kiosk, TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("torn").FullName;
        try
        {
            var (trace, vault) = await RecordAsync(folder, kiosk, output, stop);
            return await JudgeAsync([.. SystemCallTrace.Read(trace, vault)], vault, copies, folder, output, stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string Trace, string Vault)> RecordAsync(string folder, string kiosk, TextWriter output, CancellationToken stop)
    {
        var (trace, traced) = (Path.Combine(folder, "trace"), Path.Combine(folder, "traced"));
        await File.WriteAllTextAsync(traced, $"#!/bin/sh\nexec strace {string.Join(' ', SystemCallTrace.Arguments)} -o '{trace}' \"$@\"\n", stop);
        File.SetUnixFileMode(traced, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var up = new RunningUp("{}", kiosk, under: traced);
        await up.UntilReadyAsync();
        await using var desk = new SnapshotFollower(up.Desk);
        var visitors = new Visitors(up, desk);
        for (var number = 0; number < Visits; number++)
        {
            if (await visitors.VisitAsync(number, stop) is { } failure)
            {
                await output.WriteLineAsync($"visit {number + 1}: {failure}");
                await visitors.ResetAsync(stop);
            }
        }

        return (trace, Path.Combine(up.Folder.Path, "vault"));
    }

    private static async Task<int> JudgeAsync(List<SystemCall> calls, string vault, int copies, string folder, TextWriter output, CancellationToken stop)
    {
        var syncs = calls.Count(call => call is SystemCall.Synced);
        await output.WriteLineAsync($"{Visits} visits: {calls.OfType<SystemCall.Written>().Count()} writes to the vault, {syncs} syncs. The power is cut {copies} times.");
        var cuts = Enumerable.Range(0, copies).Select(_ => RandomNumberGenerator.GetInt32(calls.Count + 1)).Order().ToList();
        var (disk, shown, at, bad, acknowledged) = (new Disk(), new HashSet<Guid>(), 0, 0, 0);
        for (var number = 0; number < copies; number++)
        {
            for (; at < cuts[number]; at++)
            {
                disk.Do(calls[at]);
                shown.UnionWith(Shown(calls[at]));
            }

            var copy = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"copy{number}"));
            var wrong = await LookAsync(disk.Cut(), vault, copy, shown, stop);
            acknowledged += shown.Count;
            if (wrong is not null && ++bad <= MostShown)
            {
                await output.WriteLineAsync($"after call {at} of {calls.Count}: {wrong}");
            }
        }

        await output.WriteLineAsync($"{(bad > 0 ? "NOT GOOD" : "good")}: {copies} power cuts, {bad} of them with a loss or damage; {acknowledged} times a result that had been shown was looked for, of {shown.Count} visits.");
        return bad > 0 || shown.Count == 0 ? 1 : 0;
    }

    // What is wrong with what is found after the cut; null: nothing.
    private static async Task<string?> LookAsync(IReadOnlyDictionary<string, byte[]> found, string vault, string copy, IReadOnlyCollection<Guid> shown, CancellationToken stop)
    {
        Directory.CreateDirectory(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var (name, bytes) in found)
        {
            var file = Path.Combine(copy, Path.GetRelativePath(vault, name));
            await File.WriteAllBytesAsync(file, bytes, stop);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        try
        {
            return await LookIntoAsync(copy, shown, stop);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<string?> LookIntoAsync(string copy, IReadOnlyCollection<Guid> shown, CancellationToken stop)
    {
        var opening = SqliteVault.Open(copy);
        if (opening.Vault is not { } vault)
        {
            return opening.Cure;
        }

        await using (vault)
        {
            foreach (var id in shown)
            {
                if ((await vault.FindAsync(id, stop)).Value is null)
                {
                    return $"the result of visit {id}, which had been shown, is not there";
                }
            }
        }

        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(copy, "vault.db")};Mode=ReadOnly;Pooling=false"))
        {
            await connection.OpenAsync(stop);
            await using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            if (await check.ExecuteScalarAsync(stop) is not "ok" and var damage)
            {
                return $"the database is damaged: {damage}";
            }
        }

        using var trail = TrailReader.Open(copy, out var failed);
        return trail is null ? failed!.Cure
            : trail.Verify() is { FindingCount: > 0 } report ? $"the audit trail is not whole: {report.Findings[0]}"
            : null;
    }

    private static IEnumerable<Guid> Shown(SystemCall call) =>
        call is SystemCall.Sent sent && sent.Bytes.AsSpan().IndexOf("\"kept\":true"u8) >= 0
            ? KeptVisit().Matches(Encoding.UTF8.GetString(sent.Bytes)).Select(match => Guid.Parse(match.Groups["id"].ValueSpan))
            : [];

    [GeneratedRegex("""isit":\{"id":"(?<id>[0-9a-f-]{36})"[^{}]*"kept":true""", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex KeptVisit();
}
