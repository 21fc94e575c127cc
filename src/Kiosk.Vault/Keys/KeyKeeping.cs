using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Keys;

/// <summary>Keeps a vault's key sealed where that can be, or plain, as it was told; a new key is kept that way from the beginning.</summary>
internal static class KeyKeeping
{
    /// <summary>Sees to it. What cannot be done now, also while somebody else has the vault open, is done at another start; what is wrong, whoever opens the vault is told.</summary>
    public static void Keep(VaultFolder place, bool isSealed)
    {
        if (Unfinished.Finish(place) is not null)
        {
            return;
        }

        using var alone = VaultLock.Alone(place, TimeSpan.Zero, out _);
        try
        {
            if (alone is not null)
            {
                KeepAlone(place, new KeyFiles(place), isSealed);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            // As it is, it serves.
        }
    }

    private static void KeepAlone(VaultFolder place, KeyFiles files, bool isSealed)
    {
        if (!place.HoldsDatabase && !files.HasAny)
        {
            using var made = VaultKey.Make();
            files.Put(made, isSealed);
        }
        else if (place.HoldsDatabase && files.IsKeptOtherwise(isSealed) && files.Find(out var keys) is null)
        {
            using (keys)
            {
                using var connection = VaultDatabase.OpenToLook(place.DatabaseFile);
                // The key that the database names: another one may lie beside it.
                if (VaultSchema.Judge(connection) is null && VaultSchema.FoundOf(connection, keys!) is { Key: { } key, File: var present })
                {
                    files.Keep(key, present, isSealed);
                }
            }
        }
    }
}
