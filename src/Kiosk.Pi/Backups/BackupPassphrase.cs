using System.Security.Cryptography;
using System.Text;
using Kiosk.Access;
using Kiosk.Pi.Verbs;

namespace Kiosk.Pi.Backups;

/// <summary>The passphrase of a backup: typed unseen, or from a file of its owner's; never on a command line.</summary>
internal sealed class BackupPassphrase : IDisposable
{
    private const int Shortest = Passphrase.Fewest;
    private const int FewestDifferent = 6;
    private const int LongestFile = 4096;

    // Nothing that is taken for something else in handwriting.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    private BackupPassphrase(byte[] bytes) => Bytes = bytes;

    /// <summary>In UTF-8.</summary>
    public byte[] Bytes { get; }

    /// <summary>Why it is too easy to guess; null when it is not.</summary>
    public string? Weakness
    {
        get
        {
            var text = Encoding.UTF8.GetString(Bytes);
            return text.EnumerateRunes().Count() >= Shortest && text.EnumerateRunes().Distinct().Count() >= FewestDifferent
                ? null
                : $"A passphrase must have {Shortest} characters at least, {FewestDifferent} of them different; some words in a row are good. 'kiosk vault backup --generate' suggests one.";
        }
    }

    /// <summary>A random one, of 100 bits, for paper.</summary>
    public static string Generate() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <summary>Reads a file's first line; others than its owner must not be able to.</summary>
    public static (BackupPassphrase? Passphrase, string? Problem) Read(string path)
    {
        try
        {
            if ((File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
            {
                return (null, $"Others than its owner may use '{path}': set its mode to 0600, and consider who may have read it.");
            }

            using var file = File.OpenRead(path);
            var bytes = GC.AllocateArray<byte>(LongestFile, pinned: true);
            var length = file.ReadAtLeast(bytes, LongestFile, throwOnEndOfStream: false);
            var end = bytes.AsSpan(0, length).IndexOfAny("\r\n"u8);
            return (Of(bytes, end < 0 ? length : end), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"'{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Asks at the terminal, twice where it is a new one.</summary>
    public static (BackupPassphrase? Passphrase, string? Problem) Ask(bool isNew)
    {
        if (Console.IsInputRedirected)
        {
            return (null, "A passphrase is needed: run this at a terminal and type it, or give --passphrase-file FILE.");
        }

        var first = Ask("Passphrase (it is not shown): ");
        if (!isNew || first.Weakness is not null)
        {
            return (first, null);
        }

        using var second = Ask("The same again: ");
        if (first.Bytes.AsSpan().SequenceEqual(second.Bytes))
        {
            return (first, null);
        }

        first.Dispose();
        return (null, "The two are not the same.");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);

    /// <summary>Never the passphrase.</summary>
    public override string ToString() => "passphrase";

    private static BackupPassphrase Ask(string prompt)
    {
        var typed = UnseenInput.Ask(prompt);
        try
        {
            var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetMaxByteCount(typed.Length), pinned: true);
            return Of(bytes, Encoding.UTF8.GetBytes(typed, bytes));
        }
        finally
        {
            Array.Clear(typed);
        }
    }

    private static BackupPassphrase Of(byte[] from, int length)
    {
        var bytes = GC.AllocateArray<byte>(length, pinned: true);
        from.AsSpan(0, length).CopyTo(bytes);
        CryptographicOperations.ZeroMemory(from);
        return new BackupPassphrase(bytes);
    }
}
