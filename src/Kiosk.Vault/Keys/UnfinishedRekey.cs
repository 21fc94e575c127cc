using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Keys;

/// <summary>A change of the key that was cut short: the key that the database names is the key, and the other one goes. Only by who has the vault alone.</summary>
internal static class UnfinishedRekey
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Finishes it as far as that can be now; what cannot be is done at another start. Nothing is done where no database says which key it is.</summary>
    public static void Finish(VaultFolder place)
    {
        var files = new KeyFiles(place);
        if (!files.HasNext || !place.HoldsDatabase)
        {
            return;
        }

        try
        {
            if (files.Find(out var keys) is not null)
            {
                return;
            }

            using (keys)
            {
                Finish(files, keys!, place);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            // Whoever opens the vault next is told what is wrong.
        }
    }

    private static void Finish(KeyFiles files, KeyRing keys, VaultFolder place)
    {
        using var connection = VaultDatabase.Open(place.DatabaseFile, Patience);
        if (VaultSchema.Judge(connection) is not null || VaultSchema.FoundOf(connection, keys) is not { Key: not null } found)
        {
            return;
        }

        if (!found.IsNext)
        {
            files.DropNext();
            return;
        }

        connection.Harden();
        if (connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
        {
            files.PromoteNext(_ => { });
        }
    }
}
