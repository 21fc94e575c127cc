using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Vault.Audit;
using Kiosk.Visits;

namespace Kiosk.Benchmarks.Desk;

/// <summary>An audit trail as long as that of a busy stand after years: how large it is, and how long it takes to verify.</summary>
internal static class TrailBenchmark
{
    private const int Batch = 1000;

    public static async Task<int> RunAsync(int rows, TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("kiosk-trail-");
        try
        {
            var time = TimeProvider.System;
            var began = time.GetTimestamp();
            await WriteAsync(folder.FullName, rows, stop);
            var written = time.GetElapsedTime(began);
            using var reader = TrailReader.Open(folder.FullName, out var failed) ?? throw new IOException(failed!.Cure);
            began = time.GetTimestamp();
            var report = reader.Verify();
            var verified = time.GetElapsedTime(began);
            var size = new FileInfo(Path.Combine(folder.FullName, "vault.db")).Length;
            await output.WriteLineAsync(
                $"{report.Rows} rows, {(double)size / report.Rows:F0} bytes each on disk; written {Batch} at a time in {written.TotalSeconds:F1} s, verified in {verified.TotalSeconds:F1} s; {report.FindingCount} finding(s)");
            return report.FindingCount == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(string folder, int rows, CancellationToken stop)
    {
        var opening = SqliteVault.Open(folder);
        await using var vault = opening.Vault ?? throw new IOException(opening.Cure);
        var at = DateTimeOffset.UnixEpoch.AddYears(50);
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(Batch))
        {
            var trouble = await vault.AuditAsync(
                [.. chunk.Select(i => new AuditEvent(at.AddMinutes(i), AuditKind.VisitEnded, Guid.CreateVersion7(at.AddMinutes(i)), "S07", Outcome.Covered, Elapsed: TimeSpan.FromMilliseconds(i)))], stop);
            if (trouble is not null)
            {
                throw new IOException($"The trail cannot be written: {trouble}.");
            }
        }
    }
}
