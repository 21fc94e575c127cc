using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Keys;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

/// <summary>The vault's key changes, the trail goes on: rows of before keep their keys, and whoever has an old key cannot write them anew.</summary>
public sealed class RekeyedTrailTests : IDisposable
{
    private static readonly DateTimeOffset Old = Noon.AddYears(-6);

    private readonly TrailBench bench = new();

    [Fact]
    public async Task Verify_OverSeveralRekeys_IsWholeAndKnowsEveryEndThatWasNoted()
    {
        var heads = new List<TrailHead>();
        await bench.WriteAsync(3);
        for (var i = 0; i < 4; i++)
        {
            heads.Add(bench.Head());
            await RekeyAsync();
            heads.Add(bench.Head());
            await bench.AddAsync(i);
        }

        Assert.Empty(bench.Findings());
        Assert.All(heads, head => Assert.Empty(bench.Findings(head)));
        Assert.Equal(4, bench.Rows().Count(row => row.Kind == "vaultRekeyed"));
        Assert.Equal((TrailFault.HeadUnknown, 5, 5), Assert.Single(bench.Findings(heads[1] with { Seq = 5 })));
    }

    [Theory]
    [InlineData("UPDATE audit SET staff = 'S99' WHERE seq = 2", TrailFault.Altered, 2)]
    [InlineData("UPDATE audit SET staff = 'S99' WHERE kind = 'vaultRekeyed'", TrailFault.Altered, 4)]
    [InlineData("DELETE FROM audit WHERE seq = 4", TrailFault.Missing, 4)]
    [InlineData("UPDATE held_keys SET sealed = zeroblob(length(sealed)) WHERE use = 'trail'", TrailFault.KeyGone, 1)]
    [InlineData("DELETE FROM held_keys", TrailFault.KeyGone, 1)]
    public async Task Verify_TamperedAfterARekey_SaysWhere(string sql, TrailFault fault, long at)
    {
        await bench.WriteAsync(3);
        await RekeyAsync();
        await bench.AddAsync(2);

        bench.Tamper(sql);

        Assert.Contains(bench.Findings(), finding => finding.Fault == fault && finding.From <= at && finding.To >= at);
    }

    /// <summary>He has the key of before and every byte of before, and writes the last rows of its time anew.</summary>
    [Fact]
    public async Task Verify_RewrittenByWhoHasTheOldKey_IsFound()
    {
        await bench.WriteAsync(5);
        using var old = bench.Vault.ReadKey();
        TrailKeys oldKeys;
        await using (var stranger = bench.Vault.Stranger())
        {
            using var held = new HeldKeys(stranger, old);
            oldKeys = held.Trail()!;
        }

        await RekeyAsync();
        await bench.AddAsync(2);

        using (oldKeys)
        using (var macs = new TrailMacs(oldKeys))
        {
            var rows = bench.Rows();
            var forged = rows[4] with { Staff = "S99" };
            var (mac, row) = (Hex(macs.Of(forged, rows[3].Mac!)), forged.Seq);
            bench.Tamper($"UPDATE audit SET staff = 'S99', mac = x'{mac}' WHERE seq = {row}");
            Assert.Equal([(TrailFault.Altered, 6, 6)], bench.Findings());

            // Cut behind it, as if nothing had come since.
            bench.Tamper($"DELETE FROM audit WHERE seq > {row}; UPDATE audit SET end_mark = x'{Hex(macs.EndMark(row, macs.Of(forged, rows[3].Mac!)))}' WHERE seq = {row}");
        }

        Assert.Equal([(TrailFault.CutOff, 5, 5)], bench.Findings());
        await bench.AddAsync(1);
        Assert.Equal([(TrailFault.Broken, 6, 6)], bench.Findings());

        static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
    }

    /// <summary>Without the newer keys the old ones would serve for all that came since.</summary>
    [Fact]
    public async Task Verify_OldKeysPutBackIntoTheTable_JudgeNothing()
    {
        await bench.WriteAsync(3);
        await using (var stranger = bench.Vault.Stranger())
        {
            stranger.Execute("CREATE TABLE older AS SELECT * FROM held_keys");
        }

        await RekeyAsync();

        bench.Tamper("DELETE FROM held_keys; INSERT INTO held_keys SELECT * FROM older; DROP TABLE older");

        Assert.Contains((TrailFault.KeyGone, 1, 4), bench.Findings());
    }

    [Fact]
    public async Task Append_HeldKeysTakenAway_TheStandSaysSoAndGoesOn()
    {
        await bench.WriteAsync(3);
        bench.Tamper("DELETE FROM held_keys");

        await bench.AddAsync(2);

        Assert.Equal([(TrailFault.KeyGone, 1, 3), (TrailFault.Broken, 4, 4)], bench.Findings());
        await using var vault = bench.Vault.Open();
        Assert.True((await vault.RotateAuditAsync(Noon.AddYears(1), Noon.AddYears(9), Token)) is { Count: 0 });
    }

    [Fact]
    public async Task Rotate_OverSeveralRekeys_StaysWholeAndForgetsKeysOfRemovedRows()
    {
        await using (var vault = bench.Vault.Open(Old))
        {
            await vault.AuditAsync([.. TrailBench.Events(3, Old)], Token);
        }

        await RekeyAsync(Old.AddDays(1));
        await bench.AddAsync(2);
        await RekeyAsync();
        Assert.Equal(3, Keys());

        await using (var vault = bench.Vault.Open())
        {
            // One row of the second key's time is past its time as well.
            Assert.Equal(5, (await vault.RotateAuditAsync(Noon.AddYears(-5), Noon.AddDays(10), Token)).Count);
            Assert.Empty(bench.Findings());
            await vault.AuditAsync([.. TrailBench.Events(2)], Token);
        }

        Assert.Equal(2, Keys());
        await RekeyAsync();
        Assert.Empty(bench.Findings());
        Assert.Equal(6, bench.Verify().First);
    }

    public void Dispose() => bench.Dispose();

    private int Keys()
    {
        using var key = bench.Vault.ReadKey();
        using var stranger = bench.Vault.Stranger();
        using var held = new HeldKeys(stranger, key);
        using var keys = held.Trail()!;
        return keys.Count;
    }

    private async Task RekeyAsync(DateTimeOffset? now = null) =>
        Assert.Null((await VaultRekey.RunAsync(bench.Vault.Folder, isSealed: false, new AuditEvent(now ?? Noon, AuditKind.VaultRekeyed))).Failed);
}
