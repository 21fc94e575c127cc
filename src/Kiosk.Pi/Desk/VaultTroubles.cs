using Kiosk.Records;

namespace Kiosk.Pi.Desk;

/// <summary>Why the vault could not be read, in words for whoever asks at the desk's socket.</summary>
internal static class VaultTroubles
{
    public static string Of(VaultTrouble trouble) => $"The kept results cannot be read just now, which does not mean that there are none: {Why(trouble)}";

    private static string Why(VaultTrouble trouble) => trouble switch
    {
        VaultTrouble.Full => "no space is left for Vault:Folder.",
        VaultTrouble.NoAccess => "Vault:Folder cannot be read or written.",
        VaultTrouble.Corrupt => "the vault's file is damaged.",
        VaultTrouble.Busy => "another process holds the vault.",
    };
}
