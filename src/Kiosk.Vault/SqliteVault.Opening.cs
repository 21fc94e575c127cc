using Kiosk.Vault.Aside;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Backup;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <content>How a vault is opened.</content>
public sealed partial class SqliteVault
{
    /// <summary>The format that this program writes; a vault of a newer one is refused.</summary>
    public static int Format => VaultSchema.Newest;

    /// <summary>True when there is a vault in a folder, and this user may look.</summary>
    public static bool IsIn(string folder) => new VaultFolder(folder).HoldsDatabase;

    /// <summary>Whether the key of a folder is sealed by systemd-creds; null when there is none, or this user may not look.</summary>
    public static bool? IsKeySealedIn(string folder) => new KeyFiles(new VaultFolder(folder)).IsSealed;

    /// <summary>Opens the vault of a folder; makes folder, key and database where there are none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="exports">Whether results from now on are to be handed to other programs: see <see cref="UnexportedAsync"/>.</param>
    public static VaultOpening Open(string folder, bool exports = false) => Open(folder, TimeSpan.FromSeconds(3), TimeProvider.System, exports);

    /// <inheritdoc cref="Open(string, bool)"/>
    /// <param name="busyFor">How long another process is waited for; shorter than the visit's time for storing.</param>
    /// <param name="time">The time, for the trail's first row.</param>
    internal static VaultOpening Open(string folder, TimeSpan busyFor, TimeProvider time, bool exports = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var place = new VaultFolder(folder);
        if (place.Prepare() is { } badFolder)
        {
            return VaultOpening.Failed(badFolder, place.Path);
        }

        if (Unfinished.Finish(place) is { } unfinished)
        {
            return VaultOpening.Failed(unfinished, place.Path);
        }

        var own = VaultLock.Share(place, busyFor, out var notTaken);
        if (own is null)
        {
            return VaultOpening.Failed(notTaken!.Value, place.Path);
        }

        // Begun and cut short by another process since.
        var opening = SetAside.IsBegun(place) ? VaultOpening.Failed(VaultDefect.Busy, place.Path) : OpenLocked(own, place, busyFor, time, exports);
        if (opening.Vault is null)
        {
            own.Dispose();
        }

        return opening;
    }

    private static VaultOpening OpenLocked(VaultLock own, VaultFolder place, TimeSpan busyFor, TimeProvider time, bool exports)
    {
        if (RestorePlace.IsDecidedIn(place.Path))
        {
            return VaultOpening.Failed(VaultDefect.RestoreUnfinished, place.Path);
        }

        if (new KeyFiles(place).TakeUp(out var keys) is { } badKey)
        {
            return VaultOpening.Failed(badKey, badKey == VaultDefect.FolderNotWritable ? place.Path : place.KeyFile);
        }

        using (keys)
        {
            return OpenWith(own, keys!, place, busyFor, time, exports);
        }
    }

    private static VaultOpening OpenWith(VaultLock own, KeyRing keys, VaultFolder place, TimeSpan busyFor, TimeProvider time, bool exports)
    {
        if (place.MakeDatabaseFile() is { } badFolder)
        {
            return VaultOpening.Failed(badFolder, place.Path);
        }

        SqliteConnection? opened = null;
        try
        {
            opened = VaultDatabase.Open(place.DatabaseFile, busyFor);
            if (VaultSchema.Judge(opened) is { } badFile)
            {
                return VaultOpening.Failed(badFile, place.DatabaseFile);
            }

            opened.Harden();
            if (VaultSchema.Migrate(opened, keys, (vaultKey, holdsKeys, hasChain) => Complete(opened, vaultKey, holdsKeys, hasChain, time.GetUtcNow())) is not { } key)
            {
                return VaultOpening.Failed(keys.Missed.Defect, keys.Missed.File);
            }

            var vault = new SqliteVault(opened, own, key, time, exports);
            opened = null;
            return new VaultOpening(vault, Defect: null, place.DatabaseFile);
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return VaultOpening.Failed(SqliteTroubles.DefectOf(trouble), place.DatabaseFile);
        }
        finally
        {
            opened?.Dispose();
        }
    }

    private static void Complete(SqliteConnection connection, VaultKey key, bool holdsKeys, bool hasChain, DateTimeOffset now)
    {
        using var keys = new HeldKeys(connection, key);
        keys.Complete(areNew: !holdsKeys);
        if (!hasChain)
        {
            using var trailKeys = keys.Trail()!;
            using var own = new TrailMacs(trailKeys);
            new AuditTrail(connection, own).Begin(now);
        }
    }
}
