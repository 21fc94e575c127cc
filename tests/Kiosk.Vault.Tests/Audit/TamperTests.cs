using System.Security.Cryptography;
using Kiosk.Vault.Audit;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

/// <summary>Whoever has the file but not the key: what is done to the trail is found, and where.</summary>
public sealed class TamperTests : IDisposable
{
    private readonly TrailBench bench = new();

    [Fact]
    public async Task Verify_Untouched_FindsNothing()
    {
        await bench.WriteAsync(10);

        var report = bench.Verify();

        Assert.Empty(report.Findings);
        Assert.Equal((10, 1, 10, 0), (report.Rows, report.First, report.Head!.Seq, report.Adopted));
        Assert.Equal(Noon.AddMinutes(8), report.Until);
    }

    [Theory]
    [InlineData("seq = 99")]
    [InlineData("at = at + 1")]
    [InlineData("kind = 'resultExported'")]
    [InlineData("visit_id = 'x'")]
    [InlineData("visit_id = NULL")]
    [InlineData("staff = 'S99'")]
    [InlineData("staff = staff || char(0)")]
    [InlineData("staff = NULL")]
    [InlineData("staff = ''")]
    [InlineData("outcome = 'covered'")]
    [InlineData("outcome = NULL")]
    [InlineData("reason = NULL")]
    [InlineData("reason = outcome, outcome = reason")]
    [InlineData("elapsed_ms = 0")]
    [InlineData("elapsed_ms = NULL")]
    [InlineData("detail = NULL")]
    [InlineData("detail = 'n=31'")]
    [InlineData("staff = staff || detail, detail = ''")]
    [InlineData("through = 1")]
    [InlineData("mac = NULL")]
    [InlineData("mac = x''")]
    [InlineData("mac = zeroblob(32)")]
    [InlineData("mac = zeroblob(33)")]
    [InlineData("end_mark = x''")]
    [InlineData("end_mark = (SELECT end_mark FROM audit WHERE seq = 10)")]
    public async Task Verify_AColumnAltered_NamesTheRow(string change)
    {
        await bench.WriteAsync(10);

        bench.Tamper($"UPDATE audit SET {change} WHERE seq = 5");

        var found = bench.Verify().Findings;
        Assert.Contains(found, finding => finding.From <= 5 && finding.To >= 5);
        Assert.All(found, finding => Assert.True(finding.From >= 5, $"{finding}"));
        Assert.Equal(Noon.AddMinutes(2), found[0].After);
    }

    [Fact]
    public async Task Verify_OnlyContentAltered_NamesThatRowAlone()
    {
        await bench.WriteAsync(10);

        bench.Tamper("UPDATE audit SET staff = 'S99' WHERE seq IN (5, 8)");

        Assert.Equal([(TrailFault.Altered, 5, 5), (TrailFault.Altered, 8, 8)], bench.Findings());
    }

    [Theory]
    [InlineData("seq = 1", 1, 1)]
    [InlineData("seq = 5", 5, 5)]
    [InlineData("seq BETWEEN 5 AND 9", 5, 9)]
    [InlineData("seq < 4", 1, 3)]
    public async Task Verify_RowsDeleted_NamesTheGap(string where, long from, long to)
    {
        await bench.WriteAsync(10);

        bench.Tamper($"DELETE FROM audit WHERE {where}");

        Assert.Equal((TrailFault.Missing, from, to), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Verify_RowsDeletedAndTheRestRenumbered_NamesAllFromThere()
    {
        await bench.WriteAsync(10);

        bench.Tamper("DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5");

        Assert.Equal([(TrailFault.Altered, 5, 9), (TrailFault.CutOff, 9, 9)], bench.Findings());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(7)]
    [InlineData(2)]
    public async Task Verify_EndCutOff_SaysAfterWhichRow(long first)
    {
        await bench.WriteAsync(10);

        bench.Tamper($"DELETE FROM audit WHERE seq >= {first}");

        Assert.Equal((TrailFault.CutOff, first - 1, first - 1), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Verify_AllRowsDeleted_IsFound()
    {
        await bench.WriteAsync(10);

        bench.Tamper("DELETE FROM audit");

        Assert.Equal((TrailFault.CutOff, 0, 0), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Verify_TwoRowsExchanged_NamesBoth()
    {
        await bench.WriteAsync(10);

        bench.Tamper("UPDATE audit SET seq = 100 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 100");

        Assert.Equal([(TrailFault.Altered, 4, 5), (TrailFault.Altered, 7, 8)], bench.Findings());
    }

    [Theory]
    [InlineData("INSERT INTO audit (seq, at, kind, mac) VALUES (11, 1, 'resultViewed', zeroblob(32))", 11)]
    [InlineData("INSERT INTO audit (seq, at, kind) VALUES (11, 1, 'resultViewed')", 11)]
    [InlineData("INSERT INTO audit (seq, at, kind, mac, end_mark) SELECT 11, at, kind, mac, end_mark FROM audit WHERE seq = 10", 11)]
    [InlineData("INSERT INTO audit (seq, at, kind, mac) VALUES (0, 1, 'resultViewed', zeroblob(32))", 0)]
    [InlineData("INSERT INTO audit (seq, at, kind, through, detail, mac) VALUES (11, 1, 'trailRotated', 3, 'count=3 mac=00', zeroblob(32)); DELETE FROM audit WHERE seq <= 3", 11)]
    public async Task Verify_ForgedRowInserted_NamesIt(string insert, long seq)
    {
        await bench.WriteAsync(10);

        bench.Tamper(insert);

        Assert.Contains(bench.Verify().Findings, finding => finding.From <= seq && finding.To >= seq);
    }

    [Theory]
    [InlineData("DROP TRIGGER audit_never_changes")]
    [InlineData("DROP TRIGGER audit_never_goes; CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit BEGIN SELECT 1; END")]
    [InlineData("CREATE TRIGGER forget AFTER INSERT ON audit BEGIN DELETE FROM audit WHERE seq = NEW.seq; END")]
    public async Task Verify_GuardsChanged_SaysSo(string sql)
    {
        await bench.WriteAsync(3);
        await using (var stranger = bench.Vault.Stranger())
        {
            stranger.Execute(sql);
        }

        Assert.Equal((TrailFault.Unguarded, 0, 0), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Verify_OlderEndMarkPutBack_OnlyTheWitnessTells()
    {
        await bench.WriteAsync(5);
        var mark = Mark(5);
        await using (var vault = bench.Vault.Open())
        {
            await vault.AuditAsync([.. TrailBench.Events(3)], Token);
        }

        var witness = bench.Head();

        bench.Tamper($"DELETE FROM audit WHERE seq > 5; UPDATE audit SET end_mark = x'{mark}' WHERE seq = 5");

        // As with a whole older copy of the file: it was the end once.
        Assert.Empty(bench.Findings());
        Assert.Equal((TrailFault.HeadUnknown, 8, 8), Assert.Single(bench.Findings(witness)));

        string Mark(long seq)
        {
            using var stranger = bench.Vault.Stranger();
            using var command = stranger.Command("SELECT hex(end_mark) FROM audit WHERE seq = $seq", ("$seq", seq));
            return (string)command.ExecuteScalar()!;
        }
    }

    [Fact]
    public async Task Verify_OlderCopyThatWentOn_OnlyTheWitnessTells()
    {
        await bench.WriteAsync(5);
        var restore = bench.Copy();
        await bench.AddAsync(3);
        var witness = bench.Head();
        Assert.Empty(bench.Findings(witness));

        restore();
        await bench.AddAsync(7);

        Assert.Empty(bench.Findings());
        Assert.Equal((TrailFault.HeadUnknown, 8, 8), Assert.Single(bench.Findings(witness)));
    }

    [Fact]
    public async Task Verify_FileCut_SaysFromWhere()
    {
        await bench.WriteAsync(400);
        var length = new FileInfo(bench.Vault.Database).Length;
        foreach (var pages in new[] { 1, 3, (length / 4096) - 8 })
        {
            await using (var file = File.OpenWrite(bench.Vault.Database))
            {
                file.SetLength(length - (pages * 4096));
            }

            using var reader = TrailReader.Open(bench.Vault.Folder, out var failed);
            Assert.True(failed?.Defect == VaultDefect.NotAVault || reader!.Verify().Findings[^1].Fault is TrailFault.Unreadable, $"{pages}");
        }
    }

    [Fact]
    public async Task Verify_AnyByteOfTheFileFlipped_NeverThrows()
    {
        await bench.WriteAsync(200);
        var file = await File.ReadAllBytesAsync(bench.Vault.Database, Token);
        for (var n = 0; n < 300; n++)
        {
            var damaged = (byte[])file.Clone();
            damaged[RandomNumberGenerator.GetInt32(damaged.Length)] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
            await File.WriteAllBytesAsync(bench.Vault.Database, damaged, Token);

            using var reader = TrailReader.Open(bench.Vault.Folder, out var failed);
            Assert.True(failed is not null || reader!.Verify() is not null);
        }
    }

    [Fact]
    public async Task Verify_AForeignKey_SaysSoInsteadOfBlamingEveryRow()
    {
        await bench.WriteAsync(3);
        await File.WriteAllBytesAsync(bench.Vault.Key, RandomNumberGenerator.GetBytes(32), Token);

        Assert.Null(TrailReader.Open(bench.Vault.Folder, out var failed));
        Assert.Equal(VaultDefect.KeyWrong, failed!.Defect);

        // Even where the file is made to say that it is the right one.
        uint id;
        using (var key = bench.Vault.ReadKey())
        {
            id = key.Id;
        }

        await using (var stranger = bench.Vault.Stranger())
        {
            stranger.Execute("UPDATE sealing_keys SET key_id = $id", ("$id", (long)id));
        }

        Assert.Equal([(TrailFault.KeyGone, 1, 3), (TrailFault.CutOff, 3, 3)], bench.Findings());
    }

    [Fact]
    public async Task Verify_WhileTheStandWrites_IsWhole()
    {
        await using var vault = bench.Vault.Open();
        var writing = Task.Run(
            async () =>
            {
                foreach (var one in TrailBench.Events(300))
                {
                    Assert.Null(await vault.AuditAsync([one], Token));
                }
            },
            Token);

        while (!writing.IsCompleted)
        {
            Assert.Empty(bench.Findings());
        }

        await writing;
        Assert.Equal(301, bench.Verify().Rows);
    }

    public void Dispose() => bench.Dispose();
}
