using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Vault;

/// <summary>The vault's key: 32 random bytes in a file of mode 0600. Each use has a key of its own, derived from it.</summary>
internal sealed partial class VaultKey : IDisposable
{
    public const int Length = 32;

    private readonly byte[] master;

    private VaultKey(byte[] master)
    {
        this.master = master;
        Span<byte> id = stackalloc byte[sizeof(uint)];
        HKDF.Expand(HashAlgorithmName.SHA256, master, id, "kiosk-vault: key id"u8);
        Id = BinaryPrimitives.ReadUInt32BigEndian(id);
    }

    /// <summary>Tells keys apart without telling anything of the key.</summary>
    public uint Id { get; }

    /// <summary>The key of the folder; makes one where there is neither key nor database.</summary>
    public static VaultDefect? TakeUp(VaultFolder folder, out VaultKey? key)
    {
        key = null;
        try
        {
            // Looked at in this order: where another process is just making both, the key is there before the database holds anything.
            var holdsDatabase = folder.HoldsDatabase;
            if (!File.Exists(folder.KeyFile))
            {
                if (holdsDatabase)
                {
                    return VaultDefect.KeyMissing;
                }

                Make(folder.KeyFile);
            }

            var defect = Find(folder, out key);
            if (defect != VaultDefect.KeyExposed)
            {
                ClearAside(folder);
            }

            return defect;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(folder.KeyFile) ? VaultDefect.KeyUnreadable : VaultDefect.FolderNotWritable;
        }
    }

    /// <summary>The key of the folder as it is; makes none.</summary>
    public static VaultDefect? Find(VaultFolder folder, out VaultKey? key)
    {
        key = null;
        try
        {
            if (!File.Exists(folder.KeyFile))
            {
                return VaultDefect.KeyMissing;
            }

            if (VaultFolder.IsExposed(folder.KeyFile))
            {
                return VaultDefect.KeyExposed;
            }

            key = Read(folder.KeyFile);
            return key is null ? VaultDefect.KeyMalformed : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.KeyUnreadable;
        }
    }

    /// <summary>The key of one use. The caller zeroes it.</summary>
    public byte[] Derive(string use)
    {
        var derived = GC.AllocateArray<byte>(Length, pinned: true);
        HKDF.Expand(HashAlgorithmName.SHA256, master, derived, Encoding.ASCII.GetBytes($"kiosk-vault: {use}"));
        return derived;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(master);

    private static VaultKey? Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length != Length)
        {
            return null;
        }

        var bytes = GC.AllocateArray<byte>(Length, pinned: true);
        file.ReadExactly(bytes);
        return new VaultKey(bytes);
    }

    // What a start that was cut short left behind: another name of the key, or a key that nobody uses. A process that is making one just now finds this one.
    private static void ClearAside(VaultFolder folder)
    {
        // Matched by the letter: as a DOS pattern, which is the default, "vault.key.*" is also the key itself.
        var byTheLetter = new EnumerationOptions { MatchType = MatchType.Simple };
        foreach (var aside in Directory.GetFiles(folder.Path, $"{Path.GetFileName(folder.KeyFile)}.*", byTheLetter))
        {
            File.Delete(aside);
        }
    }

    // Written aside and linked into place, so that a key is whole or not there; a key that another process made meanwhile wins.
    // The folder's entry reaches the disk with the first commit: SQLite syncs the folder when it syncs a WAL for the first time.
    private static void Make(string path)
    {
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var bytes = GC.AllocateArray<byte>(Length, pinned: true);
        try
        {
            RandomNumberGenerator.Fill(bytes);
            using (var file = VaultFolder.CreateNew(aside))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            // File.Move would look and then rename, and so could replace a key that another process took up in between.
            if (Link(aside, path) != 0 && !File.Exists(path))
            {
                throw new IOException("The key cannot be put in place.", Marshal.GetLastPInvokeError());
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // The other process's key is read next.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            File.Delete(aside);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string made);
}
