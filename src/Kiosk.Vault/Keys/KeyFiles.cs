using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Secrets;

namespace Kiosk.Vault.Keys;

/// <summary>
/// The files of a vault's key: <c>vault.key.cred</c> (sealed by systemd-creds) or <c>vault.key</c> (32 bytes, for the owner only). While the key is changed, the next one lies beside it
/// as <c>*.next</c>: of all of them, the one that the database names counts.
/// </summary>
internal sealed partial class KeyFiles(VaultFolder place)
{
    private const string SealName = "kiosk-vault-key";
    private const string Next = ".next";
    private const string Unready = ".tmp";
    private const int AsideDigits = 16;

    public string Plain => place.KeyFile;

    public string Sealed => place.KeyFile + ".cred";

    /// <summary>True when the change of the key was begun and not finished.</summary>
    public bool HasNext => File.Exists(Plain + Next) || File.Exists(Sealed + Next);

    /// <summary>Whether the key is sealed; null when there is none.</summary>
    public bool? IsSealed => File.Exists(Sealed) ? true : File.Exists(Plain) ? false : null;

    public bool HasAny => File.Exists(Sealed) || File.Exists(Plain) || HasNext;

    /// <summary>True when the key is not kept as it is to be, or not only so.</summary>
    public bool IsKeptOtherwise(bool isSealed) => File.Exists(isSealed ? Plain : Sealed);

    /// <summary>The keys of the folder; makes one where there is neither key nor database.</summary>
    public VaultDefect? TakeUp(out KeyRing? keys)
    {
        keys = null;
        try
        {
            // Looked at in this order: where another process is just making both, the key is there before the database holds anything.
            var holdsDatabase = place.HoldsDatabase;
            if (!HasAny)
            {
                if (holdsDatabase)
                {
                    return VaultDefect.KeyMissing;
                }

                using var made = VaultKey.Make();
                Put(made, isSealed: false);
            }

            var defect = Find(out keys);
            if (defect is null)
            {
                ClearAside();
                // Where nothing is sealed yet, no database says which key is meant, and none is to be made.
                defect = !holdsDatabase && keys!.First is null ? keys.Missed.Defect : null;
            }

            return defect;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            keys?.Dispose();
            keys = null;
            return HasAny ? VaultDefect.KeyUnreadable : VaultDefect.FolderNotWritable;
        }
    }

    /// <summary>The keys of the folder as they are; makes none. A defect is of the files, whatever the database says.</summary>
    public VaultDefect? Find(out KeyRing? keys)
    {
        keys = null;
        try
        {
            var files = ((string[])[Sealed, Plain, Sealed + Next, Plain + Next]).Where(File.Exists).ToList();
            if (files.Count == 0)
            {
                return VaultDefect.KeyMissing;
            }

            if (files.Exists(VaultFolder.IsExposed))
            {
                return VaultDefect.KeyExposed;
            }

            keys = new KeyRing([.. files.Select(Read)]);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.KeyUnreadable;
        }
    }

    /// <summary>Puts a first key in place, whole or not at all; one that another process made meanwhile wins.</summary>
    public void Put(VaultKey key, bool isSealed)
    {
        var (target, content) = Content(key, isSealed);
        var aside = $"{Plain}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AsideDigits / 2))}";
        try
        {
            Write(aside, content);
            // File.Move would look and then rename, and so could replace a key that another process took up in between.
            if (Link(aside, target) != 0 && !HasAny)
            {
                throw new IOException("The key cannot be put in place.", Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            File.Delete(aside);
        }

        Folder.Sync(place.Path);
    }

    /// <summary>Writes the next key beside the present one, and opens it again to see that it is there.</summary>
    public void PutNext(VaultKey key, bool isSealed)
    {
        var (target, content) = Content(key, isSealed);
        Write(target + Next, content);
        CryptographicOperations.ZeroMemory(content);
        Folder.Sync(place.Path);
        using var again = Read(target + Next).Key;
        if (again?.Id != key.Id)
        {
            throw new IOException("The new key does not open again.");
        }
    }

    /// <summary>Makes the next key the key: what was the key is overwritten and gone. Cut short anywhere, it can be done again.</summary>
    /// <param name="step">Is told after each step.</param>
    public void PromoteNext(Action<string> step)
    {
        Drop(Sealed, Plain);
        step("old key gone");
        foreach (var file in ((string[])[Sealed, Plain]).Where(file => File.Exists(file + Next)))
        {
            File.Move(file + Next, file, overwrite: true);
        }

        Folder.Sync(place.Path);
        step("new key in place");
    }

    /// <summary>Forgets a next key that came to nothing.</summary>
    public void DropNext() => Drop(Sealed + Next, Plain + Next);

    /// <summary>Keeps the key, which is in <paramref name="present"/>, sealed where that can be, or plain; what cannot be done now is done another time.</summary>
    public void Keep(VaultKey key, string present, bool isSealed)
    {
        Drop(Sealed + Unready, Plain + Unready);
        if (present != (isSealed ? Sealed : Plain))
        {
            var (target, content) = Content(key, isSealed);
            if (target != present)
            {
                Write(target + Unready, content);
                File.Move(target + Unready, target, overwrite: true);
                Folder.Sync(place.Path);
            }

            CryptographicOperations.ZeroMemory(content);
            using var again = Read(target).Key;
            // Where it does not open after all, the one of before stays.
            present = again?.Id == key.Id ? target : present;
        }

        Drop(present == Sealed ? Plain : Sealed);
    }

    private static FoundKey Read(string path)
    {
        var isNext = path.EndsWith(Next, StringComparison.Ordinal);
        using var file = File.OpenRead(path);
        if (!path.Contains(".cred", StringComparison.Ordinal))
        {
            var bytes = GC.AllocateArray<byte>(VaultKey.Length + 1, pinned: true);
            var key = VaultKey.Of(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
            CryptographicOperations.ZeroMemory(bytes);
            return new FoundKey(path, isNext, key, key is null ? VaultDefect.KeyMalformed : null);
        }

        using var reader = new StreamReader(file, Encoding.ASCII);
        var opened = KeySeal.Open(SealName, reader.ReadToEnd());
        var unsealed = opened is null ? null : OfText(opened);
        return new FoundKey(path, isNext, unsealed, unsealed is null ? VaultDefect.KeySealedElsewhere : null);
    }

    private static VaultKey? OfText(string text)
    {
        Span<byte> bytes = stackalloc byte[VaultKey.Length];
        var key = Convert.TryFromBase64String(text.TrimEnd(), bytes, out var length) ? VaultKey.Of(bytes[..length]) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private (string Target, byte[] Content) Content(VaultKey key, bool isSealed) =>
        isSealed && KeySeal.Seal(SealName, Convert.ToBase64String(key.Bytes)) is { } secret ? (Sealed, Encoding.ASCII.GetBytes(secret)) : (Plain, key.Bytes.ToArray());

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = VaultFolder.CreateNew(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private void Drop(params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            Overwritten.Delete(file);
        }

        Folder.Sync(place.Path);
    }

    // What a start that was cut short left behind: another name of the key, or a key that nobody uses. A process that is making one just now finds this one.
    private void ClearAside()
    {
        foreach (var aside in Directory.GetFiles(place.Path, $"{Path.GetFileName(Plain)}.{new string('?', AsideDigits)}", new EnumerationOptions { MatchType = MatchType.Simple }))
        {
            File.Delete(aside);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string made);
}
