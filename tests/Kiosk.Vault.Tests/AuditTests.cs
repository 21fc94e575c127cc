using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Audit_FullEvent_FillsTypedColumns()
    {
        await using var vault = bench.Open();
        var visit = Guid.CreateVersion7(Noon);

        Assert.Null(await vault.AuditAsync(
            [new AuditEvent(Noon, AuditKind.LastTryAllowed, visit, "S07", Outcome.PinWrong, Reason.LastTryRefused, TimeSpan.FromMilliseconds(1234.9), "triesLeft=1")], Token));

        Assert.Equal(
            $"2|{Noon.ToUnixTimeMilliseconds()}|lastTryAllowed|{visit}|S07|pinWrong|lastTryRefused|1234|triesLeft=1",
            Assert.Single(Lines(vault)));
    }

    [Fact]
    public async Task Audit_BareEvent_LeavesTheRestNull()
    {
        await using var vault = bench.Open();

        await vault.AuditAsync([new AuditEvent(Noon, AuditKind.StandStarted)], Token);

        Assert.Equal($"2|{Noon.ToUnixTimeMilliseconds()}|standStarted||||||", Assert.Single(Lines(vault)));
    }

    [Fact]
    public async Task Audit_Batches_KeepTheirOrderWithoutGaps()
    {
        await using var vault = bench.Open();
        foreach (var chunk in Enumerable.Range(0, 30).Chunk(7))
        {
            await vault.AuditAsync([.. chunk.Select(i => new AuditEvent(Noon, AuditKind.VisitBegan, Detail: $"{i}"))], Token);
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i + 2} {i}"), Lines(vault).Select(line => line.Split('|')).Select(line => $"{line[0]} {line[^1]}"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Audit_Nothing_IsNoTrouble()
    {
        await using var vault = bench.Open();

        Assert.Null(await vault.AuditAsync([], Token));
        Assert.Empty(Lines(vault));
    }

    [Fact]
    public async Task Audit_EveryKind_IsWrittenUnderItsCode()
    {
        await using var vault = bench.Open();

        Assert.Null(await vault.AuditAsync([.. Enum.GetValues<AuditKind>().Select(kind => new AuditEvent(Noon, kind))], Token));

        var kinds = Lines(vault).Select(line => line.Split('|')[2]).ToList();
        Assert.Equal(Enum.GetNames<AuditKind>(), kinds, StringComparer.OrdinalIgnoreCase);
        Assert.All(kinds, kind => Assert.True(char.IsAsciiLetterLower(kind[0])));
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = 'x'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("DELETE FROM audit WHERE seq = 2")]
    [InlineData("UPDATE audit SET mac = x'00'")]
    [InlineData("UPDATE audit SET mac = NULL WHERE seq = 2")]
    [InlineData("UPDATE audit SET through = 2 WHERE seq = 2")]
    [InlineData("INSERT INTO audit (at, kind) VALUES (0, 'x')")]
    [InlineData("INSERT OR REPLACE INTO audit (seq, at, kind) VALUES (1, 0, 'x')")]
    [InlineData("REPLACE INTO audit (seq, at, kind) VALUES (2, 0, 'x')")]
    [InlineData("UPDATE OR REPLACE audit SET seq = 2 WHERE seq = 1")]
    public async Task Table_AnythingButAppending_IsRefused(string sql)
    {
        await using var vault = bench.Open();
        await vault.AuditAsync([new AuditEvent(Noon, AuditKind.StandStarted), new AuditEvent(Noon, AuditKind.StandStopped)], Token);
        var before = Lines(vault);
        using var stranger = bench.Stranger();

        Assert.Throws<SqliteException>(() => stranger.Execute(sql));
        Assert.Throws<SqliteException>(() => vault.Connection.Execute(sql));

        Assert.Equal(before, Lines(vault));
    }

    public void Dispose() => bench.Dispose();

    private static List<string> Lines(SqliteVault vault)
    {
        using var command = vault.Connection.Command("SELECT seq, at, kind, visit_id, staff, outcome, reason, elapsed_ms, detail FROM audit WHERE seq > 1 ORDER BY seq");
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i).ToString())));
        }

        return lines;
    }
}
