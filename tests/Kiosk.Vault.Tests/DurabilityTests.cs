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
            Assert.Equal(acknowledged, (await survivor.OnDayAsync(Today, Token)).Select(result => result.VisitId));
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
                Assert.Contains(await survivor.OnDayAsync(Today, Token), result => result.VisitId == kept.VisitId);
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

        await vault.PurgeAsync(Today, Token);
        const int Visits = 200;
        var before = new FileInfo(bench.Database).Length;
        for (var i = 0; i < Visits; i++)
        {
            await VisitAsync(1000 + i);
        }

        // Everything in the WAL once, and at most as much again when it is checkpointed.
        var wal = new FileInfo(bench.Database + "-wal").Length;
        var written = wal + (new FileInfo(bench.Database).Length - before);
        TestContext.Current.TestOutputHelper?.WriteLine($"{written / Visits} bytes a visit");
        Assert.InRange(written / Visits, 1, 32 * 1024);

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
