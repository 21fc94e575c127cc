namespace Kiosk.Vault;

/// <summary>Why a vault cannot be opened.</summary>
public enum VaultDefect
{
    /// <summary>The folder cannot be made, or not be written.</summary>
    FolderNotWritable,

    /// <summary>The folder is open to other users and belongs to somebody else, so it cannot be closed.</summary>
    FolderExposed,

    /// <summary>The file is no vault, or damaged beyond opening.</summary>
    NotAVault,

    /// <summary>There are results, but the key that opens them is gone.</summary>
    KeyMissing,

    /// <summary>The key file cannot be read.</summary>
    KeyUnreadable,

    /// <summary>Others than the owner may read or write the key file.</summary>
    KeyExposed,

    /// <summary>The key file does not hold exactly one key.</summary>
    KeyMalformed,

    /// <summary>The results were sealed with another key.</summary>
    KeyWrong,

    /// <summary>The key was sealed on another computer, or for another user, or systemd-creds is gone.</summary>
    KeySealedElsewhere,

    /// <summary>A newer version of the program wrote this vault.</summary>
    NewerVersion,

    /// <summary>An older version of the program wrote this vault, and nothing has brought it up to date yet. Only where it is just looked at.</summary>
    OlderVersion,

    /// <summary>There is no vault. Only where it is just looked at.</summary>
    Missing,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>Another process holds the vault.</summary>
    Busy,

    /// <summary>A restore was cut short when it was decided already.</summary>
    RestoreUnfinished,
}

/// <summary>The vault, or why there is none. Exactly one of vault and defect is set.</summary>
/// <param name="Vault">The open vault; the caller disposes it.</param>
/// <param name="Defect">Why there is none.</param>
/// <param name="Path">The file or folder concerned.</param>
public sealed record VaultOpening(SqliteVault? Vault, VaultDefect? Defect, string Path)
{
    /// <summary>What is wrong and how to mend it, in one English sentence for whoever starts the stand; null when nothing is.</summary>
    public string? Cure => Defect is { } defect ? Of(defect) : null;

    internal static VaultOpening Failed(VaultDefect defect, string path) => new(Vault: null, defect, path);

    private string Of(VaultDefect defect) => defect switch
    {
        VaultDefect.FolderNotWritable => $"The vault's folder {Path} cannot be written: give it to the stand's user.",
        VaultDefect.FolderExposed => $"The vault's folder {Path} is open to other users and belongs to one of them: give it to the stand's user with mode 0700.",
        VaultDefect.NotAVault => $"{Path} is not a vault or is damaged: name another folder, or start 'kiosk run', which sets it aside and begins a new one.",
        VaultDefect.KeyMissing => $"The key {Path} is gone, and without it the kept results cannot be read: put it back. 'kiosk run' sets the vault aside otherwise, and begins a new one.",
        VaultDefect.KeyUnreadable => $"The key {Path} cannot be read: give it to the stand's user with mode 0600.",
        VaultDefect.KeyExposed => $"Others can read the key {Path}: set its mode to 0600, and consider who may have copied it.",
        VaultDefect.KeyMalformed => $"{Path} is not a key: put the right one back. 'kiosk run' sets the vault aside otherwise, and begins a new one.",
        VaultDefect.KeyWrong => $"The kept results were sealed with another key than {Path}: put the right one back. 'kiosk run' sets the vault aside otherwise, and begins a new one.",
        VaultDefect.KeySealedElsewhere => $"The key {Path} does not open: it was sealed on another computer or for another user, or systemd-creds is missing. Put the right one back; 'kiosk run' sets the vault aside otherwise, and begins a new one.",
        VaultDefect.NewerVersion => $"{Path} was written by a newer version of this program: install that version again.",
        VaultDefect.OlderVersion => $"{Path} was written by an older version of this program: start 'kiosk run' once, which brings it up to date.",
        VaultDefect.Missing => $"There is no vault at {Path}, or this user may not look: run this as the stand's user.",
        VaultDefect.Full => $"No space is left for {Path}: make room.",
        VaultDefect.Busy => $"Another process holds {Path}: end it.",
        VaultDefect.RestoreUnfinished => $"Restoring a backup into {Path} was cut short: start 'kiosk run' or run 'kiosk vault restore' again, as the stand's user; both finish it.",
    };
}
