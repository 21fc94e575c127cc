using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Secrets;

namespace Kiosk.Authority.Device;

/// <summary>
/// The stand's key on disk: sealed where that can be (<c>device.key.cred</c>), else plain for its owner only (<c>device.key</c>). Of the two, the one that fits the certificate counts.
/// </summary>
internal static class KeyFile
{
    /// <summary>What the key is to <see cref="KeySeal"/>.</summary>
    public const string SealName = "kiosk-device-key";

    public static string Plain(string folder) => Path.Combine(folder, "device.key");

    public static string Sealed(string folder) => Path.Combine(folder, "device.key.cred");

    /// <summary>The key of this certificate; else why there is none.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file makes no sense.</exception>
    public static (ECDsa? Key, IdentityTrouble? Trouble) Load(string folder, X509Certificate2 certificate)
    {
        IdentityTrouble? trouble = null;
        foreach (var (pem, instead) in Candidates(folder))
        {
            if (pem is null)
            {
                trouble ??= instead;
                continue;
            }

            var key = ECDsa.Create();
            key.ImportFromPem(pem);
            if (DeviceKey.Fits(key, certificate))
            {
                return (key, null);
            }

            key.Dispose();
            trouble ??= IdentityTrouble.KeyDoesNotFit;
        }

        return (null, trouble ?? IdentityTrouble.NotEnrolled);
    }

    /// <summary>Keeps the key as it is to be kept, sealed or plain; what cannot be done now is done another time.</summary>
    /// <returns>True when the key is sealed.</returns>
    public static bool Keep(string folder, string pem, bool isSealed)
    {
        if (!isSealed)
        {
            if (File.Exists(Sealed(folder)))
            {
                Replace(folder, Sealed(folder), by: Plain(folder), pem);
            }

            return false;
        }

        if (File.Exists(Sealed(folder)) && KeySeal.Open(SealName, File.ReadAllText(Sealed(folder))) == pem)
        {
            File.Delete(Plain(folder));
            return true;
        }

        if (KeySeal.Seal(SealName, pem) is not { } secret)
        {
            return false;
        }

        Replace(folder, Plain(folder), by: Sealed(folder), secret);
        return true;
    }

    private static void Replace(string folder, string file, string by, string text)
    {
        IdentityFiles.Write(by + ".tmp", text);
        File.Move(by + ".tmp", by, overwrite: true);
        Folder.Sync(folder);
        File.Delete(file);
        Folder.Sync(folder);
    }

    private static IEnumerable<(string? Pem, IdentityTrouble Instead)> Candidates(string folder)
    {
        if (File.Exists(Sealed(folder)))
        {
            yield return (KeySeal.Open(SealName, File.ReadAllText(Sealed(folder))), IdentityTrouble.SealedElsewhere);
        }

        if (File.Exists(Plain(folder)))
        {
            yield return (File.ReadAllText(Plain(folder)), default);
        }
    }
}
