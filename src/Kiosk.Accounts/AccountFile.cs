using System.Runtime.InteropServices;
using System.Text.Json;
using Kiosk.Secrets;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Accounts;

/// <summary>Why the accounts could not be read or written.</summary>
public enum AccountTrouble
{
    /// <summary>This user may not read or write them.</summary>
    NoAccess,

    /// <summary>The file is not one of accounts.</summary>
    Broken,
}

/// <summary>
/// The accounts of a stand: <c>accounts.json</c> in a folder of their own, for its owner only. Not in the vault: one that is set aside must lock out nobody. Written whole or not at all;
/// whoever changes it waits for whoever is at it.
/// </summary>
public sealed partial class AccountFile(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // unistd.h: F_LOCK. It holds other processes off; the gate, other threads.
    private const int LockAndWait = 1;

    private static readonly Lock Gate = new();

    private readonly string path = Path.Combine(folder, "accounts.json");

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>The file itself.</summary>
    public string FilePath => path;

    /// <summary>Another one after every change; null: there is no file.</summary>
    public FileFacts? Facts => FileFacts.Of(path);

    /// <summary>All accounts; none where there is no file.</summary>
    public (IReadOnlyList<Account> Accounts, AccountTrouble? Trouble) Read()
    {
        try
        {
            var list = JsonSerializer.Deserialize(File.ReadAllBytes(path), AccountsJson.Default.AccountList);
            return list is null ? ([], AccountTrouble.Broken) : (list.Accounts, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ([], null);
        }
        catch (JsonException)
        {
            return ([], AccountTrouble.Broken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], AccountTrouble.NoAccess);
        }
    }

    /// <summary>Changes them, while nobody else does.</summary>
    /// <param name="change">What they shall be; null: as they are.</param>
    public AccountTrouble? Change(Func<IReadOnlyList<Account>, IReadOnlyList<Account>?> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            lock (Gate)
            {
                using var held = Hold();
                var (accounts, trouble) = Read();
                if (trouble is null && change(accounts) is { } changed)
                {
                    WholeFile.Write(path, file => JsonSerializer.Serialize(file, new AccountList(changed), AccountsJson.Default.AccountList));
                }

                return trouble;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AccountTrouble.NoAccess;
        }
    }

    // Let go of with the file: also when the process is killed. A lock of the base library's own would not wait.
    private FileStream Hold()
    {
        var file = new FileStream(
            Path.Combine(folder, "lock"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = OwnerOnly });
        if (Lockf(file.SafeFileHandle, LockAndWait, 0) == 0)
        {
            return file;
        }

        file.Dispose();
        throw new IOException("The accounts cannot be locked.");
    }

    [LibraryImport("libc", EntryPoint = "lockf")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lockf(SafeFileHandle file, int operation, long length);
}
