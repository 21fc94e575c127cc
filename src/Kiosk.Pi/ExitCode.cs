namespace Kiosk.Pi;

/// <summary>What the binary's exit codes mean, after sysexits.h. Shown by <c>--help</c>.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Done = 0;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 64;

    /// <summary>There is nothing of what was asked for.</summary>
    public const int Nothing = 65;

    /// <summary>The backup cannot be restored: another passphrase, damaged, of a newer version, or none.</summary>
    public const int NoBackup = 66;

    /// <summary>Something outside is missing: authority, desk, reader.</summary>
    public const int Unavailable = 69;

    /// <summary>A defect of this program.</summary>
    public const int Defect = 70;

    /// <summary>A folder or file cannot be written.</summary>
    public const int CannotWrite = 73;

    /// <summary>The audit trail is not whole.</summary>
    public const int Tampered = 76;

    /// <summary>The authority refuses, or the desk does.</summary>
    public const int Refused = 77;

    /// <summary>The configuration is wrong or incomplete, or this stand is not enrolled.</summary>
    public const int Configuration = 78;

    /// <summary>The list for <c>--help</c>.</summary>
    public const string Help = """
        Exit codes:
           0  done
          64  the command line makes no sense
          65  there is nothing of what was asked for
          66  the backup cannot be restored: another passphrase, damaged, newer, or none
          69  something outside is missing: authority, desk, reader, terminal
          70  a defect of this program
          73  a folder or file cannot be written
          76  the audit trail is not whole
          77  the authority refuses, or the desk does: sign-in or right
          78  the configuration is wrong or incomplete, or this stand is not enrolled
        """;
}
