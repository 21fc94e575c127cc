namespace Kiosk.Vault.Backup;

/// <summary>Why a backup was not written, or not restored.</summary>
public enum BackupTrouble
{
    /// <summary>Something of the stand is not as it must be; the detail says what.</summary>
    Unusable,

    /// <summary>The file is there already.</summary>
    Exists,

    /// <summary>The file cannot be written.</summary>
    NotWritable,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>The disk or stick failed, or went away.</summary>
    Failed,

    /// <summary>That a backup is made could not be audited, so none was.</summary>
    NotAudited,

    /// <summary>The file cannot be read.</summary>
    NotReadable,

    /// <summary>The file is no backup of a stand.</summary>
    NotABackup,

    /// <summary>The passphrase does not open it.</summary>
    WrongPassphrase,

    /// <summary>The end is missing.</summary>
    CutOff,

    /// <summary>It is not as it was written.</summary>
    Altered,

    /// <summary>A newer version of the program wrote it.</summary>
    NewerFormat,

    /// <summary>It is of another facility than the configured one; the detail is its code.</summary>
    OtherFacility,

    /// <summary>There is a vault already.</summary>
    VaultThere,

    /// <summary>The vault's folder cannot be written.</summary>
    FolderNotWritable,

    /// <summary>Another process restores, or has the vault open.</summary>
    Busy,
}

/// <summary>What went wrong, and with what.</summary>
/// <param name="Trouble">What.</param>
/// <param name="Path">The file or folder concerned.</param>
/// <param name="Detail">More, where there is more.</param>
public sealed record BackupFailure(BackupTrouble Trouble, string Path = "", string? Detail = null)
{
    // COR_E_IO: what .NET itself and the libraries throw; an error of the system carries its number instead.
    internal const int NoErrorNumber = unchecked((int)0x80131620);

    // ENOSPC, EDQUOT and EFBIG of Linux, and the first as .NET names it.
    private static readonly int[] NoSpace = [28, 122, 27, unchecked((int)0x80070070)];

    /// <summary>True when the file, not the stand, is at fault.</summary>
    public bool IsOfTheFile => Trouble is BackupTrouble.NotReadable or BackupTrouble.NotABackup or BackupTrouble.WrongPassphrase or BackupTrouble.CutOff or BackupTrouble.Altered or BackupTrouble.NewerFormat;

    /// <summary>What is wrong and what to do, in an English sentence or two.</summary>
    public string Cure => Trouble switch
    {
        BackupTrouble.Unusable => Detail!,
        BackupTrouble.Exists => $"'{Path}' is there already: give --replace, or another name.",
        BackupTrouble.NotWritable => $"'{Path}' cannot be written: check that the folder is there, and that this user may write it.",
        BackupTrouble.Full => $"No space is left for '{Path}': make room. Nothing was left behind.",
        BackupTrouble.Failed => $"'{Path}' failed while it was read or written ({Detail}): is the stick still there? Nothing was changed.",
        BackupTrouble.NotAudited => $"No backup is made: that it is could not be written into the audit trail ({Detail}).",
        BackupTrouble.NotReadable => $"'{Path}' cannot be read: check the name, and that this user may read it.",
        BackupTrouble.NotABackup => $"'{Path}' is not a backup of a stand.",
        BackupTrouble.WrongPassphrase => $"The passphrase does not open '{Path}'; or its beginning is damaged. Nothing was changed.",
        BackupTrouble.CutOff => $"'{Path}' is cut off: its end is missing. Take another copy. Nothing was changed.",
        BackupTrouble.Altered => $"'{Path}' is damaged or was altered ({Detail ?? "its integrity code does not fit"}). Take another copy. Nothing was changed.",
        BackupTrouble.NewerFormat => $"'{Path}' was written by a newer version of this program ({Detail}): install that version.",
        BackupTrouble.OtherFacility => $"'{Path}' is of facility {Detail}, and Facility:Code is another: take that stand's backup, or set the configuration right. Nothing was changed.",
        BackupTrouble.VaultThere => $"There is a vault in {Path} already: with --replace it is moved aside, not deleted.",
        BackupTrouble.FolderNotWritable => $"{Path} cannot be written: give it to the stand's user. Nothing was changed.",
        BackupTrouble.Busy => $"Another process has the vault in {Path} open, or is restoring it: stop the desk (systemctl stop kiosk), and try again.",
    };

    /// <summary>What an exception of reading or writing files comes to; null when it is a defect of the program.</summary>
    /// <param name="e">The exception.</param>
    /// <param name="path">The file that was worked on.</param>
    /// <param name="denied">What it is called when the right to it is missing.</param>
    internal static BackupFailure? Of(Exception e, string path, BackupTrouble denied) => e switch
    {
        EndOfStreamException => new(BackupTrouble.CutOff, path),
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException or PathTooLongException => new(denied, path),
        IOException io when NoSpace.Contains(io.HResult) => new(BackupTrouble.Full, path),
        InvalidDataException or FormatException or IOException { HResult: NoErrorNumber } => new(BackupTrouble.Altered, path),
        IOException io => new(BackupTrouble.Failed, path, io.Message),
        _ => null,
    };
}
