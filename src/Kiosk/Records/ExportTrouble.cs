namespace Kiosk.Records;

/// <summary>Why a file could not be put into a folder. A result, not an exception.</summary>
public enum ExportTrouble
{
    /// <summary>The folder is not there (any more).</summary>
    Gone,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>It may not be written, or does not let itself be written.</summary>
    NoAccess,

    /// <summary>It does not answer: a network folder whose computer is away.</summary>
    Silent,
}
