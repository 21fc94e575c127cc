using System.Globalization;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Keys;

/// <summary>What changing a vault's key came to.</summary>
/// <param name="Failed">Why the key is what it was; null: it is another.</param>
/// <param name="Sealed">How many values were sealed again.</param>
/// <param name="Emptied">How many did not open with the key of before, and are empty now.</param>
/// <param name="IsKeySealed">The new key is sealed by systemd-creds.</param>
public sealed record RekeyResult(VaultOpening? Failed, int Sealed = 0, int Emptied = 0, bool IsKeySealed = false);

/// <summary>
/// Gives a vault another key. The new one lies beside the present one before anything is sealed with it; one transaction seals everything again, and names it. Whatever moment the power goes at,
/// one of the two keys is the one that the database names, and the next start finishes what is left.
/// </summary>
public static class VaultRekey
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Changes the key, while nobody else has the vault open.</summary>
    /// <param name="folder">The vault's folder.</param>
    /// <param name="isSealed">Whether the new key is to be sealed by systemd-creds, where that can be.</param>
    /// <param name="changed">What is audited: who, when.</param>
    public static Task<RekeyResult> RunAsync(string folder, bool isSealed, AuditEvent changed) => RunAsync(folder, isSealed, changed, _ => { });

    /// <inheritdoc cref="RunAsync(string, bool, AuditEvent)"/>
    /// <param name="step">Is told after each step, for tests which look at what lies on the disk then.</param>
    internal static async Task<RekeyResult> RunAsync(string folder, bool isSealed, AuditEvent changed, Action<string> step)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var place = new VaultFolder(folder);
        if (!place.HoldsDatabase)
        {
            return new RekeyResult(VaultOpening.Failed(VaultDefect.Missing, place.DatabaseFile));
        }

        // Brings an older vault up to date, and finishes what was cut short.
        var opening = SqliteVault.Open(folder);
        if (opening.Vault is null)
        {
            return new RekeyResult(opening);
        }

        await opening.Vault.DisposeAsync();
        using var alone = VaultLock.Alone(place, Patience, out var notAlone);
        if (alone is null)
        {
            return new RekeyResult(VaultOpening.Failed(notAlone!.Value, place.Path));
        }

        var files = new KeyFiles(place);
        try
        {
            return RunAlone(place, files, isSealed, changed, step);
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return Undone(SqliteTroubles.DefectOf(trouble), place.DatabaseFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Undone(IsFull(e) ? VaultDefect.Full : VaultDefect.FolderNotWritable, place.Path);
        }

        // What the database says decides, also here.
        RekeyResult Undone(VaultDefect why, string where)
        {
            UnfinishedRekey.Finish(place);
            return new RekeyResult(VaultOpening.Failed(why, where));
        }
    }

    private static RekeyResult RunAlone(VaultFolder place, KeyFiles files, bool isSealed, AuditEvent changed, Action<string> step)
    {
        if (files.Find(out var keys) is { } badKey)
        {
            return new RekeyResult(VaultOpening.Failed(badKey, files.Plain));
        }

        using var ring = keys;
        if (files.HasNext)
        {
            return new RekeyResult(VaultOpening.Failed(VaultDefect.Busy, files.Plain));
        }

        using var next = VaultKey.Make();
        using var connection = VaultDatabase.Open(place.DatabaseFile, Patience);
        connection.Harden();
        if (VaultSchema.KeyOf(connection, ring!) is not { } present)
        {
            return new RekeyResult(VaultOpening.Failed(ring!.Missed.Defect, ring.Missed.File));
        }

        files.PutNext(next, isSealed);
        step("next key written");
        var (resealed, emptied) = SealAgain(connection, present, next, changed, step);
        step("committed");
        // While old pages are in the WAL, the old key must not go as if nothing were sealed with it any more.
        if (connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            return new RekeyResult(VaultOpening.Failed(VaultDefect.Busy, place.DatabaseFile));
        }

        step("WAL emptied");
        files.PromoteNext(step);
        return new RekeyResult(Failed: null, resealed, emptied, File.Exists(files.Sealed));
    }

    private static (int Sealed, int Emptied) SealAgain(SqliteConnection connection, VaultKey present, VaultKey next, AuditEvent changed, Action<string> step)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using (var before = new Sealer(present, "results"))
        using (var after = new Sealer(next, "results"))
        using (var heldBefore = new HeldKeys(connection, present))
        using (var heldAfter = new HeldKeys(connection, next))
        {
            var (resealed, emptied) = (0, 0);
            foreach (var column in SealedColumns.All)
            {
                var (some, none) = SealedColumns.SealAgain(connection, column, before, after);
                (resealed, emptied) = (resealed + some, emptied + none);
                step(column.Table);
            }

            connection.Execute("UPDATE sealing_keys SET key_id = $key", ("$key", (long)next.Id));
            using var trailKeys = heldBefore.Trail()!;
            using var macs = new TrailMacs(trailKeys);
            new AuditTrail(connection, macs).GoOnWith(
                changed with { Detail = string.Create(CultureInfo.InvariantCulture, $"sealed={resealed} emptied={emptied}") },
                since =>
                {
                    using var all = heldAfter.TakeOver(heldBefore, since);
                    return new TrailMacs(all);
                });
            step("keys");
            transaction.Commit();
            return (resealed, emptied);
        }
    }

    private static bool IsFull(Exception e)
    {
        // ENOSPC, EDQUOT.
        const int NoSpace = 28;
        const int OverQuota = 122;
        return e.HResult is NoSpace or OverQuota;
    }
}
