using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Backup;

/// <summary>A vault that was unpacked from a backup, and lies beside the present one until it is put in its place.</summary>
public sealed class VaultRestore : IDisposable
{
    private readonly RestorePlace place;

    internal VaultRestore(RestorePlace place, BackupManifest manifest) => (this.place, Manifest) = (place, manifest);

    /// <summary>What the backup says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Whether the clock could be believed, and so what is past its last day is gone.</summary>
    public bool IsPurged { get; private set; }

    /// <summary>How many results were past their last day, and are gone from it.</summary>
    public int Purged { get; private set; }

    /// <summary>Where the vault that was there lies now; null when there was none.</summary>
    public string? Aside => place.Aside;

    /// <summary>Finishes a restore that was cut short after it was decided, and forgets one that was not.</summary>
    /// <param name="folder">The vault's folder.</param>
    /// <param name="besides">What else is put in its place, before the vault; may be done again.</param>
    /// <returns>Whether there was one to finish, and why that could not be done.</returns>
    public static (bool Finished, BackupFailure? Failure) FinishBegun(string folder, Action<string> besides)
    {
        if (!RestorePlace.IsBegun(folder))
        {
            return (false, null);
        }

        var (place, failure) = RestorePlace.Take(folder);
        using (place)
        {
            return place is { IsDecided: true } ? (true, place.Finish(besides)) : (false, failure);
        }
    }

    /// <summary>Where the stand's other files lie after a restore.</summary>
    public static string BesideOf(string folder) => RestorePlace.BesideOf(folder);

    /// <summary>Looks whether the vault is whole and opens with its key, and notes in its trail that it was restored.</summary>
    /// <param name="now">The time.</param>
    /// <param name="staff">Who restores it.</param>
    /// <param name="isClockSet">Whether a time server has set the clock: then, if it is not far from where the vault saw it last, what is past its last day is deleted.</param>
    public async Task<BackupFailure?> VerifyAsync(DateTimeOffset now, string? staff, bool isClockSet)
    {
        if (DamageOf(new VaultFolder(place.Staging).DatabaseFile) is { } damage)
        {
            return Altered(damage);
        }

        // Brings an older one up to date, and looks whether the key is its own.
        var opening = SqliteVault.Open(place.Staging);
        if (opening.Vault is not { } opened)
        {
            return new BackupFailure(opening.Defect == VaultDefect.Full ? BackupTrouble.Full : BackupTrouble.Unusable, opening.Path, opening.Cure);
        }

        await using var vault = opened;
        using (var trail = TrailReader.Open(place.Staging, out _))
        {
            if (Manifest.AuditWhole && trail?.Verify().FindingCount != 0)
            {
                return Altered("its audit trail is not whole any more");
            }
        }

        var trust = ClockTrust.Since(await vault.BelievedDayAsync(CancellationToken.None)).Look(isClockSet, now, TimeSpan.Zero);
        IsPurged = trust.State == ClockState.Synchronized;
        var (deleted, unpurged) = IsPurged ? await vault.PurgeAsync(JapanTime.DateOf(now), CancellationToken.None) : default;
        Purged = deleted;
        var madeAt = Manifest.MadeAt.ToOffset(JapanTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var restored = new AuditEvent(now, AuditKind.VaultRestored, Staff: staff, Detail: $"madeAt={madeAt} head={Manifest.AuditHead}");
        AuditEvent[] happened = deleted == 0 ? [restored] : [restored, new AuditEvent(now, AuditKind.ResultsPurged, Detail: $"count={deleted}")];
        return (unpurged ?? await vault.AuditAsync(happened, CancellationToken.None)) switch
        {
            null => null,
            VaultTrouble.Full => new BackupFailure(BackupTrouble.Full, place.Staging),
            { } trouble => Altered($"{trouble}"),
        };
    }

    /// <summary>Keeps other files of the stand beside the vault, for whoever puts them where they belong.</summary>
    public BackupFailure? Keep(IEnumerable<BackupPart> parts) => place.Keep(parts);

    /// <summary>Decides: from here on the backup counts, and what is not finished now is finished by <see cref="FinishBegun"/>.</summary>
    /// <param name="now">The time, for the name of what is moved aside.</param>
    public BackupFailure? Decide(DateTimeOffset now) => place.Decide(now);

    /// <summary>Puts it in its place, and the vault that is there aside.</summary>
    /// <param name="besides">What else is put in its place, before the vault; it is told the name of the folder for what it moves aside.</param>
    public BackupFailure? Finish(Action<string> besides) => place.Finish(besides);

    /// <summary>Forgets what was unpacked, unless it counts already.</summary>
    public void Dispose() => place.Dispose();

    private static string? DamageOf(string file)
    {
        try
        {
            using var connection = VaultDatabase.OpenToLook(file);
            using var check = connection.Command("PRAGMA quick_check(1)");
            return check.ExecuteScalar() is "ok" ? null : "its database is damaged";
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return $"its database is damaged: {trouble}";
        }
    }

    private BackupFailure Altered(string detail) => new(BackupTrouble.Altered, place.Staging, detail);
}
