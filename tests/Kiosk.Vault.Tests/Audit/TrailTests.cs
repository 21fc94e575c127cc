using CsCheck;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

public sealed class TrailTests : IDisposable
{
    private static readonly Gen<AuditEvent> AnyEvent =
        from minutes in Gen.Int[-1_000_000, 1_000_000]
        from kind in Gen.Enum<AuditKind>()
        from visit in Gen.Guid.Nullable()
        from staff in Gen.String.Null()
        from outcome in Gen.Enum<Outcome>().Nullable()
        from reason in Gen.Enum<Reason>().Nullable()
        from elapsed in Gen.Int.Nullable()
        from detail in Gen.String.Null()
        select new AuditEvent(Noon.AddMinutes(minutes), kind, visit, staff, outcome, reason, elapsed is { } ms ? TimeSpan.FromMilliseconds(ms) : null, detail);

    private static readonly string[] Columns = ["seq", "at", "kind", "visit_id", "staff", "outcome", "reason", "elapsed_ms", "detail", "through", "mac", "end_mark"];

    private readonly TrailBench bench = new();

    [Fact]
    public async Task Chain_AnyEventsInAnyBatches_VerifiesAndAnySingleChangeIsFound()
    {
        // What says that the trail is broken is itself a finding.
        var harmless = AnyEvent.Where(one => one.Kind is not (AuditKind.TrailBroken or AuditKind.TrailBegan));
        await using (var vault = bench.Vault.Open())
        {
            await harmless.Array[1, 4].Array[1, 5].SampleAsync(
                async batches =>
                {
                    foreach (var batch in batches)
                    {
                        Assert.Null(await vault.AuditAsync(batch, Token));
                    }

                    Assert.Empty(bench.Findings());
                },
                iter: 40, threads: 1);
        }

        var rows = bench.Verify().Rows;
        var whole = bench.Copy();
        var change = from seq in Gen.Long[1, rows]
                     from column in Gen.OneOf(Columns.Select(name => Gen.Const(name)).ToArray())
                     from other in Gen.Long[1, rows]
                     from how in Gen.Int[0, 2]
                     select (seq, sql: how switch
                     {
                         0 => $"UPDATE OR IGNORE audit SET {column} = (SELECT {column} FROM audit WHERE seq = {other}) WHERE seq = {seq}",
                         1 => column is "seq" or "at" or "elapsed_ms" or "through" ? $"UPDATE OR IGNORE audit SET {column} = coalesce({column}, 0) + 1 WHERE seq = {seq}"
                             : column is "mac" or "end_mark" ? $"UPDATE audit SET {column} = randomblob(32) WHERE seq = {seq}"
                             : $"UPDATE audit SET {column} = coalesce({column}, '') || 'x' WHERE seq = {seq}",
                         _ => $"DELETE FROM audit WHERE seq = {seq}",
                     });
        change.Sample(
            told =>
            {
                whole();
                var before = Dump();
                bench.Tamper(told.sql);
                var found = bench.Verify().Findings;
                Assert.Equal(before.SequenceEqual(Dump()), found.Count == 0);
                Assert.All(found, finding => Assert.True(finding.From >= Math.Min(told.seq, rows) - 1, told.sql));
            },
            iter: 200, threads: 1);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\ud800 alone")]
    [InlineData("")]
    [InlineData("架空🙂")]
    public async Task Chain_OddText_VerifiesAndReadsAsItWasWritten(string text)
    {
        await using var vault = bench.Vault.Open();
        await vault.AuditAsync([new AuditEvent(Noon.AddMinutes(1), AuditKind.ResultViewed, Staff: text)], Token);

        Assert.Empty(bench.Findings());
        Assert.Equal(text.Replace('\ud800', '\ufffd'), bench.Rows()[^1].Staff);
    }

    [Fact]
    public async Task Open_VaultOfBeforeTheChain_AdoptsItsRowsAndSaysSo()
    {
        await bench.WriteAsync(10);
        bench.Vault.BackTo(3);
        Assert.Null(TrailReader.Open(bench.Vault.Folder, out var failed));
        Assert.Equal(VaultDefect.OlderVersion, failed!.Defect);

        await using (var vault = bench.Vault.Open())
        {
            await vault.AuditAsync([.. TrailBench.Events(2)], Token);
        }

        var report = bench.Verify();
        Assert.Empty(report.Findings);
        Assert.Equal((13, 10), (report.Rows, report.Adopted));
        bench.Tamper("UPDATE audit SET staff = 'S99' WHERE seq = 5");
        Assert.Equal((TrailFault.Altered, 5, 5), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Open_FreshVault_HasATrailThatBegan()
    {
        await bench.Vault.Open().DisposeAsync();
        await bench.Vault.Open().DisposeAsync();

        var report = bench.Verify();
        Assert.Empty(report.Findings);
        Assert.Equal((1, 0), (report.Rows, report.Adopted));
    }

    [Fact]
    public async Task Open_PowerLostWithAHotWal_VerifiesWithoutTheStand()
    {
        Action restore;
        await using (var vault = bench.Vault.Open())
        {
            await vault.AuditAsync([.. TrailBench.Events(20)], Token);
            restore = bench.Copy();
        }

        restore();
        File.Delete(bench.Vault.Database + "-shm");

        Assert.Empty(bench.Findings());
        Assert.Equal(21, bench.Verify().Rows);
    }

    [Fact]
    public async Task Open_HalfWrittenCommitBehind_TheTrailEndsBeforeIt()
    {
        Action restore;
        long whole;
        byte[] wal;
        await using (var vault = bench.Vault.Open())
        {
            await vault.AuditAsync([.. TrailBench.Events(3)], Token);
            whole = new FileInfo(bench.Vault.Database + "-wal").Length;
            await vault.AuditAsync([.. TrailBench.Events(3)], Token);
            restore = bench.Copy();
            wal = await File.ReadAllBytesAsync(bench.Vault.Database + "-wal", Token);
        }

        for (var cut = whole; cut < wal.Length; cut += 997)
        {
            restore();
            File.Delete(bench.Vault.Database + "-shm");
            await File.WriteAllBytesAsync(bench.Vault.Database + "-wal", wal[..(int)cut], Token);

            Assert.Empty(bench.Findings());
            Assert.Equal(4, bench.Verify().Rows);
        }
    }

    [Fact]
    public async Task Verify_NoVault_IsToldAndNoneIsMade()
    {
        Assert.Null(TrailReader.Open(bench.Vault.Folder, out var failed));
        Assert.Equal(VaultDefect.Missing, failed!.Defect);
        Assert.False(Directory.Exists(bench.Vault.Folder));

        await bench.WriteAsync(2);
        File.Delete(bench.Vault.Key);
        Assert.Null(TrailReader.Open(bench.Vault.Folder, out failed));
        Assert.Equal(VaultDefect.KeyMissing, failed!.Defect);
        Assert.False(File.Exists(bench.Vault.Key));
    }

    public void Dispose() => bench.Dispose();

    private List<(TrailRow Row, string? Mac, string? EndMark)> Dump()
    {
        return [.. bench.Rows().Select(row => (row with { Mac = null, EndMark = null }, Hex(row.Mac), Hex(row.EndMark)))];

        static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexString(bytes);
    }
}
