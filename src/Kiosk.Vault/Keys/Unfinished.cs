namespace Kiosk.Vault.Keys;

/// <summary>What was begun with a vault's files and cut short is finished before anybody opens it; who cannot have it alone leaves that to another.</summary>
internal static class Unfinished
{
    public static void Finish(VaultFolder place)
    {
        if (!new KeyFiles(place).HasNext)
        {
            return;
        }

        using var alone = VaultLock.Alone(place, TimeSpan.Zero, out _);
        if (alone is not null)
        {
            UnfinishedRekey.Finish(place);
        }
    }
}
