using Kiosk.Vault.Aside;

namespace Kiosk.Vault.Keys;

/// <summary>What was begun with a vault's files and cut short is finished before anybody opens it.</summary>
internal static class Unfinished
{
    /// <summary>Finishes it; the defect says why the vault cannot be opened before it is.</summary>
    public static VaultDefect? Finish(VaultFolder place)
    {
        if (!new KeyFiles(place).HasNext && !SetAside.IsBegun(place))
        {
            return null;
        }

        try
        {
            using var alone = VaultLock.Alone(place, TimeSpan.Zero, out _);
            if (alone is not null)
            {
                SetAside.FinishAlone(place, _ => { });
                UnfinishedRekey.Finish(place);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.FolderNotWritable;
        }

        // With two keys a vault can be opened, with half of its files it cannot.
        return SetAside.IsBegun(place) ? VaultDefect.Busy : null;
    }
}
