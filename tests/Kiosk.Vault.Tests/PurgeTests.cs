using Kiosk.Records;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class PurgeTests : IDisposable
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Purge_OnTheLastDay_KeepsTheDayAfterDeletes()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);

        Assert.Equal(new Purged(0, Trouble: null), await vault.PurgeAsync(LastDay, Token));
        Assert.NotNull((await vault.FindAsync(kept.VisitId, Token)).Value);

        Assert.Equal(new Purged(1, Trouble: null), await vault.PurgeAsync(LastDay.AddDays(1), Token));
        Assert.Null((await vault.FindAsync(kept.VisitId, Token)).Value);
        Assert.Empty((await vault.OnDayAsync(Today, Token)).Value!);
    }

    [Fact]
    public async Task Purge_EveryDayOfFourYears_AgreesWithTheRule()
    {
        await using var vault = bench.Open();
        var days = Enumerable.Range(0, 4 * 12).Select(month => new DateOnly(2026, 1, 31).AddMonths(month)).ToList();
        foreach (var day in days)
        {
            await vault.KeepAsync(Covered(new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59)), JapanTime.Offset)), Token);
        }

        var left = days.ToHashSet();
        for (var today = days[0]; left.Count > 0; today = today.AddDays(1))
        {
            var due = left.Where(day => Retention.IsPast(Retention.LastDay(day), today)).ToList();
            Assert.Equal(due.Count, (await vault.PurgeAsync(today, Token)).Deleted);
            left.ExceptWith(due);
        }
    }

    [Fact]
    public async Task Purge_WhatWasDeleted_IsInNoByteOfAnyFile()
    {
        await using var vault = bench.Open();
        var gone = Covered();
        var stays = Covered(Noon.AddMonths(1));
        await vault.KeepAsync(gone, Token);
        await vault.KeepAsync(stays, Token);
        var goneEnvelope = await EnvelopeAsync(gone.VisitId);
        var staysEnvelope = await EnvelopeAsync(stays.VisitId);
        Assert.True(IsSomewhere(goneEnvelope));

        Assert.Equal(1, (await vault.PurgeAsync(LastDay.AddDays(1), Token)).Deleted);

        Assert.False(IsSomewhere(goneEnvelope));
        Assert.True(IsSomewhere(staysEnvelope));
        Assert.Equal(0, new FileInfo(bench.Database + "-wal").Length);

        async Task<byte[]> EnvelopeAsync(Guid visit)
        {
            await using var stranger = bench.Stranger();
            await using var command = stranger.Command("SELECT sealed FROM results WHERE visit_id = $visit", ("$visit", Codes.Of(visit)));
            return (byte[])(await command.ExecuteScalarAsync(Token))!;
        }
    }

    [Fact]
    public async Task Purge_MostOfTheFile_GivesTheRoomBack()
    {
        await using var vault = bench.Open();
        for (var i = 0; i < 60; i++)
        {
            await vault.KeepAsync(Covered(Noon.AddMinutes(i)) with { AuthorityMessage = new string('長', 10_000) }, Token);
        }

        var stays = Covered(Noon.AddMonths(1));
        await vault.KeepAsync(stays, Token);
        await vault.PurgeAsync(Today, Token);
        Assert.True(new FileInfo(bench.Database).Length > 1_500_000);

        Assert.Equal(new Purged(60, Trouble: null), await vault.PurgeAsync(LastDay.AddDays(1), Token));

        Assert.InRange(new FileInfo(bench.Database).Length, 4096, 300_000);
        Assert.NotNull((await vault.FindAsync(stays.VisitId, Token)).Value);
    }

    [Fact]
    public async Task Purge_AReaderHoldsOldPages_IsToldAndDoneNextTime()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(), Token);
        await using (var stranger = bench.Stranger())
        {
            stranger.Execute("BEGIN; SELECT count(*) FROM results");
            Assert.Equal(1, stranger.Number("SELECT count(*) FROM results"));

            Assert.Equal(new Purged(1, VaultTrouble.Busy), await vault.PurgeAsync(LastDay.AddDays(1), Token));
        }

        Assert.Equal(new Purged(0, Trouble: null), await vault.PurgeAsync(LastDay.AddDays(1), Token));
        Assert.Equal(0, new FileInfo(bench.Database + "-wal").Length);
    }

    [Fact]
    public async Task Purge_LeavesTheAuditTrail()
    {
        await using var vault = bench.Open();
        await vault.AuditAsync([new AuditEvent(Noon.AddYears(-3), AuditKind.StandStarted)], Token);

        await vault.PurgeAsync(Today, Token);

        Assert.Equal(1, vault.Connection.Number("SELECT count(*) FROM audit WHERE kind = 'standStarted'"));
    }

    public void Dispose() => bench.Dispose();

    // Any 16 bytes in a row of the ciphertext count as a find.
    private bool IsSomewhere(byte[] envelope) => Directory.GetFiles(bench.Folder).Select(File.ReadAllBytes).Any(bytes =>
        Enumerable.Range(0, (envelope.Length - 33) / 16).Any(i => bytes.AsSpan().IndexOf(envelope.AsSpan(33 + (i * 16), 16)) >= 0));
}
