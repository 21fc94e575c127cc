using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>SQLite's result codes (sqlite.org/rescode.html) in the words of the stand.</summary>
internal static class SqliteTroubles
{
    private const int Error = 1, Perm = 3, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CantOpen = 14, NotADatabase = 26;

    /// <summary>What the exception comes to; null when it is a defect of the program.</summary>
    public static VaultTrouble? Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Full => VaultTrouble.Full,
        IoError or ReadOnly or CantOpen or Perm => VaultTrouble.NoAccess,
        // The statements are fixed, so a table that they do not find was taken away.
        Corrupt or NotADatabase or Error => VaultTrouble.Corrupt,
        Busy or Locked => VaultTrouble.Busy,
        _ => null,
    };

    /// <summary>What the trouble is called where it comes up while a vault is opened.</summary>
    public static VaultDefect DefectOf(VaultTrouble trouble) => trouble switch
    {
        VaultTrouble.Full => VaultDefect.Full,
        VaultTrouble.NoAccess => VaultDefect.FolderNotWritable,
        VaultTrouble.Corrupt => VaultDefect.NotAVault,
        VaultTrouble.Busy => VaultDefect.Busy,
    };
}
