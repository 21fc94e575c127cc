using Kiosk.Records;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Audit;

/// <summary>The audit trail of a vault for whoever looks at it: changes nothing, and does not mind a desk that writes meanwhile. For one caller at a time.</summary>
public sealed class TrailReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SqliteConnection connection;
    private readonly VaultLock? taken;
    private readonly TrailMacs macs;

    private TrailReader(SqliteConnection connection, VaultLock? taken, VaultKey key)
    {
        this.connection = connection;
        this.taken = taken;
        using var held = new HeldKeys(connection, key);
        using var keys = held.Trail() ?? TrailKeys.None;
        macs = new TrailMacs(keys);
    }

    /// <summary>Where the trail ends; null when it has no end, or the file is damaged.</summary>
    public TrailHead? Head
    {
        get
        {
            TrailHead? head = null;
            return Try(() => head = new AuditTrail(connection, macs).Head) is null ? head : null;
        }
    }

    /// <summary>Opens the trail of a folder's vault, or says why not.</summary>
    public static TrailReader? Open(string folder, out VaultOpening? failed)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var place = new VaultFolder(folder);
        failed = null;
        if (!place.HoldsDatabase)
        {
            failed = VaultOpening.Failed(VaultDefect.Missing, place.DatabaseFile);
            return null;
        }

        // Who may only read the folder reads without.
        var own = VaultLock.Share(place, Patience, out var notTaken);
        if (notTaken == VaultDefect.Busy)
        {
            failed = VaultOpening.Failed(VaultDefect.Busy, place.Path);
            return null;
        }

        if (new KeyFiles(place).Find(out var keys) is { } badKey)
        {
            own?.Dispose();
            failed = VaultOpening.Failed(badKey, place.KeyFile);
            return null;
        }

        using (keys)
        {
            return OpenWith(keys!, own, place, out failed);
        }
    }

    /// <summary>Recalculates every MAC. About a million rows in some seconds.</summary>
    /// <param name="witness">An end that was noted elsewhere, which must be in the trail.</param>
    public TrailReport Verify(TrailHead? witness = null)
    {
        // Of one moment, also while the desk writes.
        using var transaction = connection.BeginTransaction(deferred: true);
        return new TrailWalk(connection, macs).Run(through: null, witness);
    }

    /// <summary>Reads the rows of a time in the order in which they were written, and says why it could not read on.</summary>
    public VaultTrouble? Read(DateTimeOffset from, DateTimeOffset before, Action<TrailRow> each)
    {
        ArgumentNullException.ThrowIfNull(each);
        return Try(() =>
        {
            foreach (var row in TrailRow.Query(connection, "WHERE at >= $from AND at < $before ORDER BY seq", ("$from", from.ToUnixTimeMilliseconds()), ("$before", before.ToUnixTimeMilliseconds())))
            {
                each(row);
            }
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        macs.Dispose();
        connection.Dispose();
        taken?.Dispose();
    }

    private static VaultTrouble? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return trouble;
        }
    }

    private static TrailReader? OpenWith(KeyRing keys, VaultLock? own, VaultFolder place, out VaultOpening? failed)
    {
        SqliteConnection? opened = null;
        try
        {
            opened = VaultDatabase.OpenToLook(place.DatabaseFile);
            if ((VaultSchema.Judge(opened) ?? (VaultSchema.IsOld(opened) ? VaultDefect.OlderVersion : null)) is { } bad)
            {
                failed = VaultOpening.Failed(bad, place.DatabaseFile);
                return null;
            }

            if (VaultSchema.FoundOf(opened, keys).Key is not { } key)
            {
                failed = VaultOpening.Failed(keys.Missed.Defect, keys.Missed.File);
                return null;
            }

            failed = null;
            var reader = new TrailReader(opened, own, key);
            (opened, own) = (null, null);
            return reader;
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            failed = VaultOpening.Failed(SqliteTroubles.DefectOf(trouble), place.DatabaseFile);
            return null;
        }
        finally
        {
            opened?.Dispose();
            own?.Dispose();
        }
    }
}
