using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Authority.Device;

namespace Kiosk.Authority;

/// <summary>The stand's identity for another computer: with its key bare, since a sealed one opens on this computer alone. Belongs into something encrypted.</summary>
/// <param name="Key">P-256, PKCS#8 PEM. Whoever has it zeroes it.</param>
/// <param name="Chain">The certificate and its chain, PEM.</param>
/// <param name="Card">What the authority calls the stand, JSON.</param>
public sealed record DeviceCopy(byte[] Key, byte[] Chain, byte[] Card)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The identity of a folder; or why there is none.</summary>
    public static (DeviceCopy? Copy, IdentityTrouble? Trouble) Of(string folder) => Try<(DeviceCopy?, IdentityTrouble?)>(
        () =>
        {
            IdentityFiles.FinishReplacing(folder);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(IdentityFiles.Chain(folder));
            var (found, trouble) = KeyFile.Load(folder, chain[0]);
            using var key = found;
            return key is null
                ? (null, trouble)
                : (new DeviceCopy(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), File.ReadAllBytes(IdentityFiles.Chain(folder)), File.ReadAllBytes(IdentityFiles.Card(folder))), null);
        },
        trouble => (null, trouble));

    /// <summary>Puts it on disk beside the identity of a folder, its key sealed where that can be; it counts only after <see cref="Take"/>.</summary>
    /// <returns>Null, or why not.</returns>
    public IdentityTrouble? Prepare(string folder, bool isSealed) => Try<IdentityTrouble?>(
        () =>
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(Encoding.ASCII.GetString(Key));
            if (DeviceKey.Chain(Encoding.ASCII.GetString(Chain), key) is not { } chain)
            {
                return IdentityTrouble.KeyDoesNotFit;
            }

            if (JsonSerializer.Deserialize(Card, DeviceJson.Default.DeviceCard) is not { } card)
            {
                return IdentityTrouble.Unreadable;
            }

            IdentityFiles.WriteNewKey(folder, key, isSealed);
            IdentityFiles.Complete(folder, chain, card);
            return null;
        },
        trouble => trouble);

    /// <summary>Makes what was prepared the stand's identity, and keeps the files of the one before in a folder beside; may be done again.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Take(string folder, string aside)
    {
        if (!IdentityFiles.IsComplete(folder))
        {
            // Taken already, perhaps not to the end.
            IdentityFiles.FinishReplacing(folder);
            return;
        }

        var before = Path.Combine(folder, aside);
        foreach (var file in new[] { KeyFile.Plain(folder), KeyFile.Sealed(folder), IdentityFiles.Chain(folder), IdentityFiles.Card(folder) }.Where(File.Exists))
        {
            Directory.CreateDirectory(before, OwnerOnly);
            File.Copy(file, Path.Combine(before, Path.GetFileName(file)), overwrite: true);
        }

        IdentityFiles.Sign(folder);
    }

    /// <summary>Forgets what was prepared and not taken.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Abandon(string folder)
    {
        if (Directory.Exists(folder))
        {
            IdentityFiles.Abandon(folder);
        }
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => "device identity";

    private static T Try<T>(Func<T> work, Func<IdentityTrouble, T> otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return otherwise(IdentityTrouble.NotEnrolled);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or CryptographicException or JsonException or ArgumentException)
        {
            return otherwise(IdentityTrouble.Unreadable);
        }
    }
}
