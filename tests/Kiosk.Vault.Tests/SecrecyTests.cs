using System.Text;
using Kiosk.Records;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>What a thief of the files finds, with the same search proved able to find.</summary>
public sealed class SecrecyTests : IDisposable
{
    // Four bytes at least in every encoding: three stand in a sealed value by chance, now and then.
    private static readonly string[] Marks =
        ["架空", "花子", "カクウ", "ｶｸｳ ﾊﾅｺ", "06999999", "架空健康保険組合", "１２－３４", "５６７８", "1971-02-03", "19710203", "お知らせ", "is expected"];

    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, ShiftJis()];

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Files_AfterManyResults_NameNobody()
    {
        await using var vault = bench.Open();
        await KeepSomeAsync(vault);

        Assert.Empty(Found());

        await vault.PurgeAsync(Today, Token);
        Assert.Empty(Found());
    }

    [Fact]
    public async Task Files_PositiveControl_IsFound()
    {
        await using var vault = bench.Open();
        vault.Connection.Execute("INSERT INTO audit (at, kind, detail, mac) VALUES (0, 'x', '架空　花子', x'00')");
        await File.WriteAllBytesAsync(Path.Combine(bench.Folder, "planted"), ShiftJis().GetBytes("番号５６７８"), Token);

        Assert.Equal(["架空", "花子", "５６７８"], Found().Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task ClearColumns_OfAResult_AreThoseThatNameNobody()
    {
        await using var vault = bench.Open();
        var kept = Covered() with { Reason = Visits.Reason.ResultCount, Person = vault.MarkOf(Hanako), RepeatOf = new RepeatOf(Guid.Empty, Noon) };
        await vault.KeepAsync(kept, Token);

        await using var command = vault.Connection.Command("SELECT * FROM results");
        await using var rows = await command.ExecuteReaderAsync(Token);
        Assert.True(await rows.ReadAsync(Token));
        var clear = Enumerable.Range(0, rows.FieldCount).Where(i => rows.GetName(i) != "sealed").Select(i => $"{rows.GetName(i)}={rows.GetValue(i)}");

        Assert.Equal(
            [
                $"visit_id={kept.VisitId}", $"ended_at={Noon.ToUnixTimeMilliseconds()}", "day=2026-11-22", "last_day=2026-12-31", "outcome=covered",
                "reason=resultCount", "method=visual", $"person={kept.Person.Value}", $"repeat_of={Guid.Empty}",
            ],
            clear, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Sealed_SamePersonTwice_LooksDifferent()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(), Token);
        await vault.KeepAsync(Covered(), Token);

        Assert.Equal(2, vault.Connection.Number("SELECT count(DISTINCT substr(sealed, 34, 64)) FROM results"));
    }

    public void Dispose() => bench.Dispose();

    private static async Task KeepSomeAsync(SqliteVault vault)
    {
        for (var i = 0; i < 30; i++)
        {
            var kept = Covered(Noon.AddMinutes(-i)) with { Person = vault.MarkOf(Hanako) };
            await vault.RememberAskedAsync(new AskedVisit(Guid.CreateVersion7(Noon), Noon, Visits.IdentityMethod.Pin, Staff: null, Certificate: null, kept.Person), Token);
            await vault.KeepAsync(kept, Token);
            await vault.FindAsync(kept.VisitId, Token);
            await vault.AuditAsync([new AuditEvent(Noon, AuditKind.VisitEnded, kept.VisitId, Outcome: kept.Outcome)], Token);
        }

        await vault.OnDayAsync(Today, Token);
    }

    private List<string> Found()
    {
        var files = Directory.GetFiles(bench.Folder).Select(File.ReadAllBytes).ToList();
        return [.. Marks.Where(mark => Encodings.Any(encoding => files.Exists(bytes => bytes.AsSpan().IndexOf(encoding.GetBytes(mark)) >= 0)))];
    }

    private static Encoding ShiftJis()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("shift_jis");
    }
}
