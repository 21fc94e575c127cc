using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Audit;

/// <summary>The audit trail of a vault for whoever looks at it: changes nothing, and does not mind a desk that writes meanwhile. For one caller at a time.</summary>
public sealed class TrailReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly TrailMacs macs;

    private TrailReader(SqliteConnection connection, VaultKey key)
    {
        this.connection = connection;
        macs = new TrailMacs(key);
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

        if (VaultKey.Find(place, out var key) is { } badKey)
        {
            failed = VaultOpening.Failed(badKey, place.KeyFile);
            return null;
        }

        using (key)
        {
            return OpenWith(key!, place, out failed);
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

    private static TrailReader? OpenWith(VaultKey key, VaultFolder place, out VaultOpening? failed)
    {
        SqliteConnection? opened = null;
        try
        {
            opened = VaultDatabase.OpenToLook(place.DatabaseFile);
            var defect = VaultSchema.Judge(opened) ?? (VaultSchema.IsOld(opened) ? VaultDefect.OlderVersion : VaultSchema.BelongsTo(opened, key.Id) ? null : VaultDefect.KeyWrong);
            failed = defect is { } bad ? VaultOpening.Failed(bad, bad == VaultDefect.KeyWrong ? place.KeyFile : place.DatabaseFile) : null;
            if (failed is not null)
            {
                return null;
            }

            var reader = new TrailReader(opened, key);
            opened = null;
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
        }
    }
}
