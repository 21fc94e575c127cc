using Kiosk.Records;
using Kiosk.Vault.Audit;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

public sealed class RotationTests : IDisposable
{
    private readonly TrailBench bench = new();

    [Fact]
    public async Task Rotate_RowsPastTheirTime_AreGoneAndTheTrailGoesOn()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3);

        Assert.Equal(new RotatedTrail(5, Doubtful: false, Trouble: null), await RotateAsync(vault));

        var report = bench.Verify();
        Assert.Empty(report.Findings);
        Assert.Equal((4, 6, Noon), (report.Rows, report.First, report.Since));
        Assert.Equal(new RotatedTrail(0, Doubtful: false, Trouble: null), await RotateAsync(vault));
    }

    [Fact]
    public async Task Rotate_AgainAndAgain_StaysWhole()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3);
        for (var day = 0; day < 5; day++)
        {
            await RotateAsync(vault, Noon.AddMinutes(day).AddSeconds(1));
            Assert.Null(await vault.AuditAsync([.. TrailBench.Events(2, Noon.AddDays(day + 1))], Token));

            Assert.Empty(bench.Findings());
        }

        Assert.True(bench.Verify().First > 6);
    }

    [Fact]
    public async Task Rotate_VeryManyRows_GoByAndBy()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), AuditTrail.MostAtOnce + 5, Noon, 3);

        Assert.Equal(AuditTrail.MostAtOnce, (await RotateAsync(vault)).Count);
        Assert.Empty(bench.Findings());
        Assert.Equal(5, (await RotateAsync(vault)).Count);
        Assert.Equal(0, (await RotateAsync(vault)).Count);

        Assert.Equal((5, AuditTrail.MostAtOnce + 6), (bench.Verify().Rows, bench.Verify().First));
        Assert.Empty(bench.Findings());
    }

    [Fact]
    public async Task Rotate_OldRowBehindANewOne_StaysWithIt()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 2, Noon, 1);
        // The clock was wrong for a while.
        await vault.AuditAsync([.. TrailBench.Events(2, DateTimeOffset.UnixEpoch)], Token);

        await RotateAsync(vault);

        Assert.Equal((4, 3), (bench.Verify().Rows, bench.Verify().First));
    }

    [Fact]
    public async Task Rotate_RowOfTheFutureAmongOldOnes_HoldsNothingUp()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 2, Noon.AddYears(30), 1);
        await vault.AuditAsync([.. TrailBench.Events(2, Noon.AddYears(-6)), .. TrailBench.Events(1)], Token);

        await RotateAsync(vault);

        Assert.Equal((2, 6), (bench.Verify().Rows, bench.Verify().First));
        Assert.Empty(bench.Findings());
    }

    [Fact]
    public async Task Rotate_AllRowsPastTheirTime_KeepsThem()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-7), 2, Noon.AddYears(-6), 2);

        await RotateAsync(vault);

        Assert.Equal(4, bench.Verify().Rows);
    }

    [Fact]
    public async Task Rotate_TamperedRowsAreDue_KeepsThemAsEvidence()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3);
        bench.Tamper("UPDATE audit SET staff = 'S99' WHERE seq = 3");

        Assert.Equal(new RotatedTrail(0, Doubtful: true, Trouble: null), await RotateAsync(vault));

        Assert.Equal((TrailFault.Altered, 3, 3), Assert.Single(bench.Findings()));
    }

    [Theory]
    [InlineData("DELETE FROM audit WHERE seq = 6", 6)]
    [InlineData("DELETE FROM audit WHERE seq <= 7", 6)]
    [InlineData("UPDATE audit SET through = 6 WHERE seq = 9; DELETE FROM audit WHERE seq = 6", 6)]
    [InlineData("UPDATE audit SET detail = 'count=5 mac=' || lower(hex(zeroblob(32))) WHERE seq = 9", 9)]
    [InlineData("UPDATE audit SET detail = 'count=5' WHERE seq = 9", 9)]
    [InlineData("DELETE FROM audit WHERE seq = 9", 9)]
    public async Task Verify_AfterARotation_TamperingIsStillFound(string sql, long at)
    {
        await using (var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3))
        {
            await RotateAsync(vault);
            await vault.AuditAsync([.. TrailBench.Events(2)], Token);
        }

        bench.Tamper(sql);

        Assert.Contains(bench.Verify().Findings, finding => finding.From <= at && finding.To >= at);
    }

    [Fact]
    public async Task Verify_RemovedRowsPutBack_AreNamed()
    {
        await using (var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3))
        {
            vault.Connection.Execute("CREATE TABLE older AS SELECT * FROM audit WHERE seq <= 5");
            await RotateAsync(vault);
        }

        bench.Tamper("INSERT INTO audit SELECT * FROM older; DROP TABLE older");

        Assert.Equal((TrailFault.Returned, 1, 5), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Verify_WitnessOfARemovedRow_SaysNothingAnyMore()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3);
        var macs = bench.Rows().ToDictionary(row => row.Seq, row => Convert.ToHexStringLower(row.Mac!));
        await RotateAsync(vault);

        Assert.True(bench.Verify(new TrailHead(4, macs[4])).HeadTooOld);
        Assert.False(bench.Verify(new TrailHead(5, macs[5])).HeadTooOld);
        Assert.Empty(bench.Findings(new TrailHead(5, macs[5])));
        Assert.Equal(TrailFault.HeadUnknown, Assert.Single(bench.Findings(new TrailHead(5, macs[4]))).Fault);
        Assert.Empty(bench.Findings(new TrailHead(7, macs[7])));
    }

    [Fact]
    public async Task Table_RowsThatNoAnchorCovers_CannotBeDeleted()
    {
        await using var vault = await WrittenAsync(Noon.AddYears(-6), 5, Noon, 3);
        await RotateAsync(vault);

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => vault.Connection.Execute("DELETE FROM audit WHERE seq = 6"));
    }

    public void Dispose() => bench.Dispose();

    private static Task<RotatedTrail> RotateAsync(SqliteVault vault, DateTimeOffset? keptSince = null) =>
        vault.RotateAuditAsync(keptSince ?? Noon.AddYears(-5), Noon.AddDays(10), Token);

    // The trail's own first row is the first of the old ones.
    private async Task<SqliteVault> WrittenAsync(DateTimeOffset old, int oldRows, DateTimeOffset now, int newRows)
    {
        var vault = bench.Vault.Open(old);
        Assert.Null(await vault.AuditAsync([.. TrailBench.Events(oldRows - 1, old), .. TrailBench.Events(newRows, now)], Token));
        return vault;
    }
}
