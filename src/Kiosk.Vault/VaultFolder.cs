namespace Kiosk.Vault;

/// <summary>The folder of a vault: database and key, for nobody but the stand's user.</summary>
internal sealed class VaultFolder(string folder)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    public string DatabaseFile => System.IO.Path.Combine(Path, "vault.db");

    public string KeyFile => System.IO.Path.Combine(Path, "vault.key");

    public string LockFile => System.IO.Path.Combine(Path, "vault.lock");

    /// <summary>True when there is a database that may hold something.</summary>
    public bool HoldsDatabase => new FileInfo(DatabaseFile) is { Exists: true, Length: > 0 };

    /// <summary>Makes the folder where it is missing, and closes it to others.</summary>
    public VaultDefect? Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path, OwnerOnly | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.FolderNotWritable;
        }

        return IsExposed(Path) && !TryClose(Path) ? VaultDefect.FolderExposed : null;
    }

    /// <summary>Makes the database's file, empty, before SQLite would make it readable for others; its WAL inherits the mode.</summary>
    public VaultDefect? MakeDatabaseFile()
    {
        try
        {
            if (!File.Exists(DatabaseFile))
            {
                using var made = CreateNew(DatabaseFile);
            }

            return null;
        }
        catch (IOException) when (File.Exists(DatabaseFile))
        {
            // Another process was faster.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.FolderNotWritable;
        }
    }

    /// <summary>True when group or others have any right.</summary>
    public static bool IsExposed(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;

    /// <summary>A new file, for its owner only.</summary>
    public static FileStream CreateNew(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });

    private static bool TryClose(string path)
    {
        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~Others);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
