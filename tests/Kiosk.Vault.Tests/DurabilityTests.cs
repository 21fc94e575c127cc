using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>The plug is pulled: what was acknowledged is there, whatever state the files were caught in.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Copy_TakenAfterEachAcknowledgement_HoldsAllThatWasAcknowledged()
    {
        await using var vault = bench.Open();
        var acknowledged = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var kept = Covered(Noon.AddSeconds(i));
            Assert.Null(await vault.KeepAsync(kept, Token));
            acknowledged.Insert(0, kept.VisitId);

            var copy = Copy($"copy{i}", tornTail: []);

            await using var survivor = OpenIn(copy);
            Assert.Equal(acknowledged, (await survivor.OnDayAsync(Today, Token)).Value!.Select(result => result.VisitId));
        }
    }

    [Fact]
    public async Task Copy_WithAHalfWrittenCommitBehind_LosesNothingAcknowledged()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);
        var whole = await File.ReadAllBytesAsync(bench.Database + "-wal", Token);
        await vault.KeepAsync(Covered(Noon.AddSeconds(1)), Token);
        var next = (await File.ReadAllBytesAsync(bench.Database + "-wal", Token))[whole.Length..];

        var n = 0;
        await Gen.Int[0, next.Length - 1].SampleAsync(
            async cut =>
            {
                // The next commit is cut anywhere, and followed by what the disk held before.
                var copy = Copy($"torn{n++}", [.. whole, .. next[..cut], .. RandomNumberGenerator.GetBytes(next.Length - cut)]);
                await using var survivor = OpenIn(copy);
                Assert.Contains((await survivor.OnDayAsync(Today, Token)).Value!, result => result.VisitId == kept.VisitId);
                Assert.Equal(1, survivor.Connection.Number("SELECT count(*) FROM results"));
                Assert.Null(await survivor.KeepAsync(Covered(Noon.AddSeconds(2)), Token));
            },
            iter: 60, threads: 1);
    }

    [Fact]
    public async Task Visit_WholeOne_WritesLittle()
    {
        await using var vault = bench.Open();
        for (var i = 0; i < 200; i++)
        {
            await VisitAsync(i);
        }

        // Emptied after every 1,000 pages, as SQLite does by itself, but counted each time.
        const int Visits = 200;
        vault.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0");
        var written = 0L;
        for (var i = 0; i < Visits; i++)
        {
            await VisitAsync(1000 + i);
            if (new FileInfo(bench.Database + "-wal").Length >= 1000 * 4096 || i == Visits - 1)
            {
                written += Checkpoint();
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{written / Visits} bytes a visit");
        Assert.InRange(written / Visits, 4096, 32 * 1024);

        // What went to the WAL, and the pages that went from there to the database.
        long Checkpoint()
        {
            var wal = new FileInfo(bench.Database + "-wal").Length;
            var distinct = PagesIn(File.ReadAllBytes(bench.Database + "-wal"));
            vault.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return wal + (distinct * 4096);
        }

        // A WAL is a header of 32 bytes, then frames of 24 bytes and a page; each begins with the page's number (sqlite.org/fileformat2.html).
        static long PagesIn(ReadOnlySpan<byte> wal)
        {
            var pages = new HashSet<uint>();
            for (var at = 32; at + 24 + 4096 <= wal.Length; at += 24 + 4096)
            {
                pages.Add(BinaryPrimitives.ReadUInt32BigEndian(wal[at..]));
            }

            return pages.Count;
        }

        async Task VisitAsync(int i)
        {
            var kept = Covered(Noon.AddSeconds(i));
            await vault.AuditAsync([new(kept.EndedAt, Records.AuditKind.VisitBegan, kept.VisitId)], Token);
            await vault.AuditAsync([new(kept.EndedAt, Records.AuditKind.PinAccepted, kept.VisitId)], Token);
            await vault.KeepAsync(kept, Token);
            await vault.AuditAsync([new(kept.EndedAt, Records.AuditKind.VisitEnded, kept.VisitId, Outcome: kept.Outcome)], Token);
        }
    }

    public void Dispose() => bench.Dispose();

    private string Copy(string name, byte[] tornTail)
    {
        var folder = bench.Beside(name);
        Directory.CreateDirectory(folder);
        File.Copy(bench.Key, Path.Combine(folder, "vault.key"));
        File.Copy(bench.Database, Path.Combine(folder, "vault.db"));
        var wal = Path.Combine(folder, "vault.db-wal");
        if (tornTail.Length > 0)
        {
            File.WriteAllBytes(wal, tornTail);
        }
        else
        {
            File.Copy(bench.Database + "-wal", wal);
        }

        return folder;
    }
}
