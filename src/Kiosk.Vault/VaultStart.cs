using Kiosk.Vault.Aside;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>Opens the vault of a stand that starts, and shall serve: keeps its key as it is to be kept, and sets aside what cannot be opened any more.</summary>
public static class VaultStart
{
    // A Raspberry Pi reads some ten thousand results in that time.
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(5);

    /// <summary>Opens it. What was set aside, <see cref="VaultsAside"/> tells.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="exports">See <see cref="SqliteVault.Open(string, bool)"/>.</param>
    /// <param name="isSealed">Whether the key is to be sealed by systemd-creds, where that can be.</param>
    /// <param name="now">The time, which may be wrong.</param>
    public static VaultOpening Open(string folder, bool exports, bool isSealed, DateTimeOffset now)
    {
        var opening = Try(folder, exports, isSealed);
        if (opening.Defect == VaultDefect.KeySealedElsewhere)
        {
            // A program that was late, or a TPM that was busy.
            opening = Try(folder, exports, isSealed);
        }

        return opening.Defect is { } defect && SetAside.ReasonFor(defect) is { } reason && SetAside.Move(new VaultFolder(folder), reason, now, _ => { }) is null
            ? Try(folder, exports, isSealed)
            : opening;
    }

    private static VaultOpening Try(string folder, bool exports, bool isSealed)
    {
        var place = new VaultFolder(folder);
        if (place.Prepare() is { } badFolder)
        {
            return VaultOpening.Failed(badFolder, place.Path);
        }

        KeyKeeping.Keep(place, isSealed);
        var opening = SqliteVault.Open(folder, exports);
        if (opening.Vault is null || !IsDamaged(opening.Vault))
        {
            return opening;
        }

        opening.Vault.Close();
        return VaultOpening.Failed(VaultDefect.NotAVault, place.DatabaseFile);
    }

    private static bool IsDamaged(SqliteVault vault)
    {
        try
        {
            return Soundness.IsDamaged(vault.Connection, LookFor);
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return trouble == Records.VaultTrouble.Corrupt;
        }
    }
}
