using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Time.Testing;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>What was kept while nobody knew the date: a stand that was switched off for months and serves before a time server sets its clock.</summary>
public sealed class UndatedTests : IDisposable
{
    private static readonly DateTimeOffset Stale = Noon.AddMonths(-4);

    private readonly VaultBench bench = new();
    private readonly SetTime time = new();

    [Fact]
    public async Task Purge_ResultOfAStaleClock_IsDatedAndKept()
    {
        await using var vault = Open();
        var kept = Covered(Stale) with { IsUndated = true };
        await vault.KeepAsync(kept, Token);
        Assert.Equal(kept.VisitId, Assert.Single((await vault.OnDayAsync(JapanTime.DateOf(Stale), Token)).Value!).VisitId);

        time.Advance(TimeSpan.FromMinutes(3));
        time.SetTo(Noon);

        Assert.Equal(0, (await vault.PurgeAsync(Today, Token)).Deleted);
        var dated = Assert.Single((await vault.OnDayAsync(Today, Token)).Value!);
        Assert.Equal((kept.VisitId, Noon.AddMinutes(-3), false, new DateOnly(2026, 12, 31)), (dated.VisitId, dated.EndedAt, dated.IsUndated, dated.LastDay));
        Assert.Equal(kept.Confirmation!.Records[0].Name, dated.Confirmation!.Records[0].Name);
        Assert.Empty((await vault.OnDayAsync(JapanTime.DateOf(Stale), Token)).Value!);

        Assert.Equal(1, (await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token)).Deleted);
    }

    [Fact]
    public async Task Purge_ResultOfAClockFarAhead_DoesNotStayForYears()
    {
        await using var vault = Open();
        await vault.KeepAsync(Covered(Noon.AddYears(10)) with { IsUndated = true }, Token);
        time.SetTo(Noon);

        await vault.PurgeAsync(Today, Token);

        Assert.Equal(1, (await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token)).Deleted);
    }

    [Theory]
    [InlineData(true, "2026-11-22T11:59:58+09:00")]
    [InlineData(false, "2026-11-22T12:00:00+09:00")]
    public async Task Purge_KeptBeforeARestart_IsDatedByTheAuthorityOrByNow(bool answered, string endedAt)
    {
        var kept = Covered(Stale) with { IsUndated = true };
        kept = answered ? kept : kept with { Confirmation = null, Outcome = Outcome.CouldNotAsk, Reason = Reason.Unreachable };
        await using (var before = Open())
        {
            await before.KeepAsync(kept, Token);
        }

        await using var vault = Open();
        time.SetTo(Noon);
        await vault.PurgeAsync(Today, Token);

        Assert.Equal(DateTimeOffset.Parse(endedAt), (await vault.FindAsync(kept.VisitId, Token)).Value!.EndedAt);
    }

    [Fact]
    public async Task Purge_TheAuthoritysTimeIsLaterThanNow_IsDatedNow()
    {
        var kept = Covered(Stale) with { IsUndated = true };
        await using (var before = Open())
        {
            await before.KeepAsync(kept, Token);
        }

        await using var vault = Open();
        time.SetTo(Noon.AddMonths(-1));
        await vault.PurgeAsync(Today.AddMonths(-1), Token);

        Assert.Equal(Noon.AddMonths(-1), (await vault.FindAsync(kept.VisitId, Token)).Value!.EndedAt);
    }

    [Fact]
    public async Task Purge_TicketPendingAndCheckOfAStaleClock_StayWithTheResult()
    {
        await using var vault = Open();
        var kept = Covered(Stale) with { IsUndated = true, Confirmation = null, Outcome = Outcome.CouldNotAsk, Reason = Reason.Unreachable };
        await vault.KeepAsync(kept, Token);
        await vault.KeepTicketAsync(kept.VisitId, TicketTests.Ticket(), JapanTime.DateOf(Stale), new AuditEvent(Stale, AuditKind.TicketNoted), Token);
        var check = PendingTests.Check(visit: null) with { CheckedAt = Stale, IsUndated = true };
        await vault.KeepCheckAsync(check, new AuditEvent(Stale, AuditKind.CheckRecorded), Token);
        time.Advance(TimeSpan.FromMinutes(1));
        time.SetTo(Noon);

        await vault.PurgeAsync(Today, Token);

        Assert.NotNull((await vault.FindAsync(kept.VisitId, Token)).Value!.Ticket);
        Assert.Equal(Noon.AddMinutes(-1), Assert.Single((await vault.PendingAsync(Today, Token)).Value!.Visits).EndedAt);
        Assert.Equal((Noon.AddMinutes(-1), false), ((await vault.FindCheckAsync(check.Id, Token)).Value!.Check.CheckedAt, (await vault.FindCheckAsync(check.Id, Token)).Value!.Check.IsUndated));
        Assert.Equal(2, (await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token)).Deleted);
        Assert.Equal(0, vault.Connection.Number("SELECT (SELECT count(*) FROM tickets) + (SELECT count(*) FROM pending)"));
    }

    [Fact]
    public async Task Purge_AnUndatedResultDoesNotOpen_GoesAsWell()
    {
        await using var vault = Open();
        await vault.KeepAsync(Covered(Stale) with { IsUndated = true }, Token);
        vault.Connection.Execute("UPDATE results SET sealed = x'00'");
        time.SetTo(Noon);

        Assert.Equal(0, (await vault.PurgeAsync(Today, Token)).Deleted);
        Assert.Equal(1, (await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token)).Deleted);
    }

    [Fact]
    public async Task BelievedDay_AfterAPurge_IsItsDayAlsoAfterARestart()
    {
        await using (var vault = Open())
        {
            Assert.Null(await vault.BelievedDayAsync(Token));
            await vault.PurgeAsync(Today.AddDays(1), Token);
            await vault.PurgeAsync(Today, Token);
        }

        await using var again = Open();
        Assert.Equal(Today, await again.BelievedDayAsync(Token));
    }

    public void Dispose() => bench.Dispose();

    private SqliteVault Open() => SqliteVault.Open(bench.Folder, TimeSpan.FromMilliseconds(50), time).Vault!;

    /// <summary>Can be set as a time server does it: it counts on.</summary>
    private sealed class SetTime() : FakeTimeProvider(Stale)
    {
        private TimeSpan setBy;

        public void SetTo(DateTimeOffset now) => setBy = now - base.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + setBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
