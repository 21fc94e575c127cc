using System.Security.Cryptography;
using Kiosk.Records;
using Kiosk.Vault.Aside;
using Microsoft.Data.Sqlite;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Aside;

/// <summary>What was set aside is held to the same days as the vault.</summary>
public sealed class AsidePurgeTests : IDisposable
{
    // Of results of November and of December.
    private static readonly DateOnly LastDay = new(2026, 12, 31);
    private static readonly DateOnly NextLastDay = new(2027, 1, 31);

    private readonly VaultBench bench = new();
    private readonly VaultsAside aside;

    public AsidePurgeTests() => aside = new VaultsAside(bench.Folder, TimeProvider.System);

    private VaultAside One => Assert.Single(aside.All());

    private string Database => Path.Combine(One.Path, "vault.db");

    [Theory]
    [InlineData(8)]
    [InlineData(2)]
    public async Task Purge_KeyLost_DeletesWhatIsDueAndKeepsTheRest(int scripts)
    {
        var (november, december) = await FillAsync();
        bench.BackTo(scripts);
        var (gone, stays) = (Envelope(november), Envelope(december));
        SetAside();

        Assert.Equal(new AsidePurged(0, IsGone: false, Trouble: null), Purge(LastDay));
        Assert.True(IsSomewhere(gone));
        Assert.Equal(new AsidePurged(1, IsGone: false, Trouble: null), Purge(LastDay.AddDays(1)));
        Assert.False(IsSomewhere(gone));
        Assert.True(IsSomewhere(stays));
        Assert.Equal(new AsidePurged(1, IsGone: false, Trouble: null), Purge(NextLastDay.AddDays(1)));
        Assert.False(IsSomewhere(stays));

        // The trail outlives them, and then nothing is left.
        Assert.Equal(new AsidePurged(0, IsGone: false, Trouble: null), Purge(NextLastDay.AddYears(4)));
        Assert.Equal(new AsidePurged(0, IsGone: true, Trouble: null), Purge(NextLastDay.AddYears(6)));
        Assert.Empty(aside.All());
        Assert.Empty(Directory.GetDirectories(bench.Folder));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("gone")]
    [InlineData("page overwritten")]
    public async Task Purge_FileCannotBeRead_GoesAsAWholeAfterTheLastDayThatAResultInItCanHave(string how)
    {
        await FillAsync();
        SetAside();
        switch (how)
        {
            case "garbage":
                await File.WriteAllBytesAsync(Database, RandomNumberGenerator.GetBytes(9000), Token);
                break;
            case "empty":
                await File.WriteAllBytesAsync(Database, [], Token);
                break;
            case "gone":
                File.Delete(Database);
                break;
            default:
                var root = Number("SELECT rootpage FROM sqlite_schema WHERE name = 'results'");
                await using (var file = File.OpenWrite(Database))
                {
                    file.Position = (root - 1) * 4096;
                    await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 4096).ToArray(), Token);
                }

                break;
        }

        Assert.False(Purge(new DateOnly(2026, 12, 2)).IsGone);
        Assert.False(Purge(NextLastDay).IsGone);
        Assert.Equal(new AsidePurged(0, IsGone: true, Trouble: null), Purge(NextLastDay.AddDays(1)));
        Assert.Empty(aside.All());
    }

    /// <summary>A clock without a battery said 1970 when the vault was set aside: the days count from when the time is known.</summary>
    [Fact]
    public async Task Purge_SetAsideByAWrongClock_CountsFromTheFirstTrustedDay()
    {
        await FillAsync();
        await File.WriteAllBytesAsync(bench.Database, RandomNumberGenerator.GetBytes(9000), Token);
        Assert.Null(Vault.Aside.SetAside.Move(new VaultFolder(bench.Folder), AsideReason.Damaged, DateTimeOffset.UnixEpoch, _ => { }));

        Assert.False(Purge(new DateOnly(2026, 12, 10)).IsGone);
        Assert.False(Purge(NextLastDay).IsGone);
        Assert.True(Purge(NextLastDay.AddDays(1)).IsGone);
    }

    /// <summary>What was kept without a date goes when whatever else can be in it does.</summary>
    [Fact]
    public async Task Purge_ResultsWithoutADate_GoWithTheLast()
    {
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(Covered(DateTimeOffset.UnixEpoch.AddYears(1)) with { IsUndated = true }, Token);
        }

        SetAside();

        Assert.Equal(0, Purge(new DateOnly(2026, 11, 30)).Deleted);
        Assert.Equal(0, Purge(LastDay).Deleted);
        Assert.Equal(1, Purge(LastDay.AddDays(1)).Deleted);
    }

    [Fact]
    public async Task Purge_SomebodyHoldsIt_IsToldAndDoneNextTime()
    {
        await FillAsync();
        SetAside();
        await using (var stranger = Stranger())
        {
            stranger.Execute("BEGIN IMMEDIATE");
            Assert.Equal(VaultTrouble.Busy, Purge(LastDay.AddDays(1)).Trouble);
        }

        Assert.Equal(new AsidePurged(1, IsGone: false, Trouble: null), Purge(LastDay.AddDays(1)));
    }

    [Fact]
    public async Task Purge_DeletingWasCutShort_IsDoneTheNextDay()
    {
        await FillAsync();
        SetAside();
        foreach (var file in Directory.GetFiles(One.Path, "vault.*"))
        {
            File.Delete(file);
        }

        Assert.False(Purge(new DateOnly(2026, 12, 2)).IsGone);
        Assert.True(Purge(NextLastDay.AddDays(1)).IsGone);
    }

    [Fact]
    public async Task Purge_KeyThatIsFoundAndPutIn_ChangesNothing()
    {
        await FillAsync();
        var key = await File.ReadAllBytesAsync(bench.Key, Token);
        SetAside();
        await File.WriteAllBytesAsync(Path.Combine(One.Path, "vault.key"), key, Token);
        File.SetUnixFileMode(Path.Combine(One.Path, "vault.key"), VaultFolder.OwnerOnly);

        Assert.Equal(1, Purge(LastDay.AddDays(1)).Deleted);

        await using var found = OpenIn(One.Path);
        Assert.Single((await found.OnDayAsync(new DateOnly(2026, 12, 1), Token)).Value!);
    }

    [Fact]
    public async Task See_OfAnAdministrator_Stays()
    {
        await FillAsync();
        SetAside();

        aside.Audited(One);
        Assert.True(aside.See(One));

        Assert.Equal((true, true, AsideReason.KeyMissing), (One.IsAudited, One.IsSeen, One.Reason));
    }

    public void Dispose() => bench.Dispose();

    private AsidePurged Purge(DateOnly today) => aside.Purge(One, today, new TrailRetention(5).KeptSince(new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), JapanTime.Offset)));

    private async Task<(Guid November, Guid December)> FillAsync()
    {
        var (november, december) = (Covered(), Covered(new DateTimeOffset(2026, 12, 1, 9, 0, 0, JapanTime.Offset)));
        await using var vault = bench.Open();
        await vault.KeepAsync(november, Token);
        await vault.KeepAsync(december, Token);
        await vault.AuditAsync([new AuditEvent(december.EndedAt, AuditKind.VisitEnded)], Token);
        return (november.VisitId, december.VisitId);
    }

    private void SetAside()
    {
        File.Delete(bench.Key);
        Assert.Null(Vault.Aside.SetAside.Move(new VaultFolder(bench.Folder), AsideReason.KeyMissing, Noon.AddDays(10), _ => { }));
    }

    private byte[] Envelope(Guid visit)
    {
        using var stranger = bench.Stranger();
        using var command = stranger.Command("SELECT sealed FROM results WHERE visit_id = $visit", ("$visit", Codes.Of(visit)));
        return (byte[])command.ExecuteScalar()!;
    }

    private bool IsSomewhere(byte[] envelope) => Directory.GetFiles(One.Path).Select(File.ReadAllBytes).Any(bytes =>
        Enumerable.Range(0, (envelope.Length - 33) / 16).Any(i => bytes.AsSpan().IndexOf(envelope.AsSpan(33 + (i * 16), 16)) >= 0));

    private SqliteConnection Stranger()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        return connection;
    }

    private long Number(string sql)
    {
        using var stranger = Stranger();
        return stranger.Number(sql);
    }
}
