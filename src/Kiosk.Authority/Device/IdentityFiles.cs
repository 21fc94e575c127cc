using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Secrets;

namespace Kiosk.Authority.Device;

/// <summary>
/// The identity's files (the key, sealed or plain, the certificate's chain, the card), replaced as one: all new files are complete on disk before the first old one goes, and the last
/// of them to be written is the sign that they are. Whoever finds the sign after a pulled plug finishes the work.
/// </summary>
internal static class IdentityFiles
{
    private const string New = ".new";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string Chain(string folder) => Path.Combine(folder, "device.pem");

    public static string Card(string folder) => Path.Combine(folder, "device.json");

    /// <summary>Puts a new key on disk beside the present one; makes the folder (0700) where there is none.</summary>
    public static void WriteNewKey(string folder, ECDsa key, bool isSealed)
    {
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        // A sign left by an earlier attempt must not promote what is written now.
        FinishReplacing(folder);
        Abandon(folder);
        var pem = key.ExportPkcs8PrivateKeyPem();
        var secret = isSealed ? KeySeal.Seal(KeyFile.SealName, pem) : null;
        Write((secret is null ? KeyFile.Plain(folder) : KeyFile.Sealed(folder)) + New, secret ?? pem);
    }

    /// <summary>Forgets a new key that nobody certified.</summary>
    public static void Abandon(string folder)
    {
        File.Delete(KeyFile.Plain(folder) + New);
        File.Delete(KeyFile.Sealed(folder) + New);
        File.Delete(Unsigned(folder));
    }

    /// <summary>Makes the new key, with its certificate, the stand's identity.</summary>
    public static void Replace(string folder, X509Certificate2Collection chain, DeviceCard card)
    {
        Complete(folder, chain, card);
        Sign(folder);
    }

    /// <summary>Puts what belongs to the new key on disk beside it; it counts only when it is signed.</summary>
    public static void Complete(string folder, X509Certificate2Collection chain, DeviceCard card)
    {
        Write(Chain(folder) + New, chain.ExportCertificatePems());
        Write(Unsigned(folder), JsonSerializer.Serialize(card, DeviceJson.Default.DeviceCard));
        Folder.Sync(folder);
    }

    /// <summary>Makes what is complete the stand's identity; nothing, where nothing is.</summary>
    public static void Sign(string folder)
    {
        if (IsComplete(folder))
        {
            File.Move(Unsigned(folder), Card(folder) + New, overwrite: true);
            Folder.Sync(folder);
        }

        FinishReplacing(folder);
    }

    /// <summary>True when a new identity is complete, and not signed.</summary>
    public static bool IsComplete(string folder) => File.Exists(Unsigned(folder));

    /// <summary>Finishes a replacement that was begun, if one was.</summary>
    public static void FinishReplacing(string folder)
    {
        if (!File.Exists(Card(folder) + New))
        {
            return;
        }

        // A key of the other kind that stays behind for a moment does not fit the new certificate.
        var (plain, secret) = (KeyFile.Plain(folder), KeyFile.Sealed(folder));
        if (Promote(secret))
        {
            File.Delete(plain);
        }
        else if (Promote(plain))
        {
            File.Delete(secret);
        }

        Promote(Chain(folder));
        Promote(Card(folder));
        Folder.Sync(folder);
    }

    /// <summary>Writes a file for its owner only, down to the disk.</summary>
    public static void Write(string path, string text)
    {
        // A file that is there keeps its mode, so it goes first.
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static string Unsigned(string folder) => Card(folder) + New + ".tmp";

    private static bool Promote(string file)
    {
        if (!File.Exists(file + New))
        {
            return false;
        }

        File.Move(file + New, file, overwrite: true);
        return true;
    }
}
