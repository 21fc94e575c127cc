using Kiosk.Records;
using Kiosk.Vault.Audit;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

/// <summary>The stand goes on writing a trail that was tampered with: what was done stays to be seen.</summary>
public sealed class AppendTests : IDisposable
{
    private readonly TrailBench bench = new();

    [Fact]
    public async Task Append_AfterTheEndWasCutOff_TheStandSaysSoAndItStaysToBeSeen()
    {
        await bench.WriteAsync(10);
        bench.Tamper("DELETE FROM audit WHERE seq > 7");

        await bench.AddAsync(2);

        Assert.Equal((TrailFault.Broken, 8, 8), Assert.Single(bench.Findings()));
        Assert.Equal("after=7", bench.Rows().Single(row => row.Seq == 8).Detail);
    }

    [Fact]
    public async Task Append_CutOffWhileTheStandRuns_LeavesTheGap()
    {
        await using var vault = bench.Vault.Open();
        await vault.AuditAsync([.. TrailBench.Events(9)], Token);
        bench.Tamper("DELETE FROM audit WHERE seq > 7");

        await vault.AuditAsync([.. TrailBench.Events(2)], Token);

        Assert.Equal([(TrailFault.Missing, 8, 10), (TrailFault.Broken, 11, 11)], bench.Findings());
    }

    [Fact]
    public async Task Append_OlderCopyPutUnderTheRunningStand_IsFoundWithoutAWitness()
    {
        await using var vault = bench.Vault.Open();
        await vault.AuditAsync([.. TrailBench.Events(9)], Token);
        await using (var stranger = bench.Vault.Stranger())
        {
            stranger.Execute("CREATE TABLE older AS SELECT * FROM audit");
        }

        await vault.AuditAsync([.. TrailBench.Events(2)], Token);
        bench.Tamper("DELETE FROM audit; INSERT INTO audit SELECT * FROM older; DROP TABLE older");

        await vault.AuditAsync([.. TrailBench.Events(1)], Token);

        Assert.Equal([(TrailFault.Missing, 11, 12), (TrailFault.Broken, 13, 13)], bench.Findings());
    }

    [Fact]
    public async Task Append_AllRowsDeleted_DoesNotBeginAnew()
    {
        await bench.WriteAsync(10);
        bench.Tamper("DELETE FROM audit");

        await bench.AddAsync(2);

        Assert.Equal((TrailFault.Broken, 1, 1), Assert.Single(bench.Findings()));
    }

    [Fact]
    public async Task Append_AfterAForgedRow_KeepsItVisible()
    {
        await bench.WriteAsync(5);
        bench.Tamper("INSERT INTO audit (seq, at, kind) VALUES (6, 1, 'resultViewed')");

        await bench.AddAsync(2);

        Assert.Equal([(TrailFault.Altered, 5, 6), (TrailFault.Broken, 7, 7)], bench.Findings());
    }

    [Fact]
    public async Task Append_TwoProcessesAtOnce_MakeOneChain()
    {
        await using var one = bench.Vault.Open();
        await using var other = SqliteVault.Open(bench.Vault.Folder).Vault!;
        await Task.WhenAll(new[] { one, other }.Select(vault => Task.Run(
            async () =>
            {
                foreach (var happened in TrailBench.Events(100))
                {
                    while (await vault.AuditAsync([happened], Token) is VaultTrouble.Busy)
                    {
                        // Written all the same.
                    }
                }
            },
            Token)));

        Assert.Empty(bench.Findings());
        Assert.Equal(201, bench.Verify().Rows);
    }

    public void Dispose() => bench.Dispose();
}
