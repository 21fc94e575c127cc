using Kiosk.Records;
using Microsoft.Data.Sqlite;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class TroubleTests : IDisposable
{
    private static readonly AuditEvent Event = new(Noon, AuditKind.StandStarted);

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Keep_NoSpaceLeft_IsFullAndLosesNothingOld()
    {
        await using var vault = bench.Open();
        var before = Covered();
        await vault.KeepAsync(before, Token);
        vault.Connection.Execute($"PRAGMA max_page_count = {vault.Connection.Number("PRAGMA page_count")}");
        var large = Covered() with { AuthorityMessage = new string('長', 20_000) };

        Assert.Equal(VaultTrouble.Full, await vault.KeepAsync(large, Token));
        Assert.Null((await vault.FindAsync(large.VisitId, Token)).Value);

        vault.Connection.Execute("PRAGMA max_page_count = 100000");
        Assert.Null(await vault.KeepAsync(large, Token));
        Assert.NotNull((await vault.FindAsync(before.VisitId, Token)).Value);
    }

    [Fact]
    public async Task Anything_ReadOnly_IsNoAccess()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);
        vault.Connection.Execute("PRAGMA query_only = ON");

        Assert.Equal(VaultTrouble.NoAccess, await vault.KeepAsync(Covered(), Token));
        Assert.Equal(VaultTrouble.NoAccess, await vault.AuditAsync([Event], Token));
        Assert.Equal(new Purged(0, VaultTrouble.NoAccess), await vault.PurgeAsync(Today.AddYears(1), Token));
        Assert.NotNull((await vault.FindAsync(kept.VisitId, Token)).Value);
    }

    [Fact]
    public async Task Anything_AnotherProcessWrites_IsBusyThenWorks()
    {
        await using var vault = bench.Open();
        using (var stranger = bench.Stranger())
        {
            stranger.Execute("BEGIN IMMEDIATE");

            Assert.Equal(VaultTrouble.Busy, await vault.KeepAsync(Covered(), Token));
            Assert.Equal(VaultTrouble.Busy, await vault.AuditAsync([Event], Token));
            Assert.Equal(VaultTrouble.Busy, (await vault.PurgeAsync(Today, Token)).Trouble);
            Assert.Empty((await vault.OnDayAsync(Today, Token)).Value!);
        }

        Assert.Null(await vault.KeepAsync(Covered(), Token));
        Assert.Null(await vault.AuditAsync([Event], Token));
    }

    [Fact]
    public async Task Anything_TablesTakenAway_IsCorrupt()
    {
        await using var vault = bench.Open();
        vault.Connection.Execute("DROP TABLE results; DROP TABLE audit");

        Assert.Equal(VaultTrouble.Corrupt, await vault.KeepAsync(Covered(), Token));
        Assert.Equal(VaultTrouble.Corrupt, await vault.AuditAsync([Event], Token));
        Assert.Equal(VaultTrouble.Corrupt, (await vault.PurgeAsync(Today, Token)).Trouble);
        // What cannot be read is not nothing.
        Assert.Equal(new VaultRead<IReadOnlyList<KeptResult>>(Value: null, VaultTrouble.Corrupt), await vault.OnDayAsync(Today, Token));
        Assert.Equal(new VaultRead<KeptResult>(Value: null, VaultTrouble.Corrupt), await vault.FindAsync(Covered().VisitId, Token));
        Assert.Equal(VaultTrouble.Corrupt, (await vault.UnexportedAsync(Token)).Trouble);
        vault.Connection.Execute("DROP TABLE asked");
        Assert.Equal(VaultTrouble.Corrupt, (await vault.UnansweredAsync(Token)).Trouble);
    }

    [Fact]
    public async Task Anything_PagesOverwritten_NeverThrows()
    {
        const int page = 4096;
        long root;
        await using (var vault = bench.Open())
        {
            for (var i = 0; i < 40; i++)
            {
                await vault.KeepAsync(Covered(Noon.AddSeconds(i)), Token);
            }

            Assert.Equal(page, vault.Connection.Number("PRAGMA page_size"));
            root = vault.Connection.Number("SELECT rootpage FROM sqlite_schema WHERE name = 'results'");
        }

        var file = await File.ReadAllBytesAsync(bench.Database, Token);
        file.AsSpan((int)(root - 1) * page, page).Fill(0xA5);
        await File.WriteAllBytesAsync(bench.Database, file, Token);
        await using var damaged = bench.Open();

        Assert.Equal(VaultTrouble.Corrupt, await damaged.KeepAsync(Covered(), Token));
        Assert.Equal(VaultTrouble.Corrupt, (await damaged.OnDayAsync(Today, Token)).Trouble);
        Assert.Equal(VaultTrouble.Corrupt, (await damaged.PurgeAsync(Today.AddYears(1), Token)).Trouble);
    }

    [Fact]
    public async Task OnDay_OneRowDoesNotOpen_TheOthersAreThereAndItIsCounted()
    {
        await using var vault = bench.Open();
        var good = Covered(Noon);
        var moved = Covered(Noon.AddMinutes(1));
        var garbled = Covered(Noon.AddMinutes(2));
        foreach (var result in new[] { good, moved, garbled })
        {
            await vault.KeepAsync(result, Token);
        }

        using (var stranger = bench.Stranger())
        {
            // The covered person's record under another visit, and a broken one.
            stranger.Execute(
                "UPDATE results SET sealed = (SELECT sealed FROM results WHERE visit_id = $from) WHERE visit_id = $to",
                ("$from", Codes.Of(good.VisitId)), ("$to", Codes.Of(moved.VisitId)));
            stranger.Execute("UPDATE results SET sealed = x'00' WHERE visit_id = $to", ("$to", Codes.Of(garbled.VisitId)));
        }

        Assert.Equal(good.VisitId, Assert.Single((await vault.OnDayAsync(Today, Token)).Value!).VisitId);
        Assert.Null((await vault.FindAsync(moved.VisitId, Token)).Value);
        Assert.Equal(2, vault.Unreadable);
    }

    [Fact]
    public async Task OnDay_ClearColumnsAltered_TheSealedOnesCount()
    {
        await using var vault = bench.Open();
        var kept = Covered() with { Outcome = Visits.Outcome.NotCovered };
        await vault.KeepAsync(kept, Token);
        using (var stranger = bench.Stranger())
        {
            stranger.Execute("UPDATE results SET outcome = 'covered'");
        }

        Assert.Equal(Visits.Outcome.NotCovered, (await vault.FindAsync(kept.VisitId, Token)).Value!.Outcome);
    }

    [Theory]
    [InlineData(13, VaultTrouble.Full)]
    [InlineData(10, VaultTrouble.NoAccess)]
    [InlineData(8, VaultTrouble.NoAccess)]
    [InlineData(14, VaultTrouble.NoAccess)]
    [InlineData(3, VaultTrouble.NoAccess)]
    [InlineData(11, VaultTrouble.Corrupt)]
    [InlineData(26, VaultTrouble.Corrupt)]
    [InlineData(5, VaultTrouble.Busy)]
    [InlineData(6, VaultTrouble.Busy)]
    [InlineData(19, null)]
    [InlineData(21, null)]
    public void Of_ResultCode_IsTheTroubleOrADefect(int code, VaultTrouble? trouble) => Assert.Equal(trouble, SqliteTroubles.Of(new SqliteException("", code)));

    public void Dispose() => bench.Dispose();
}
