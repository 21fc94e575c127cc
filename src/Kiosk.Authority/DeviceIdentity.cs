using System.Buffers.Binary;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Authority.Device;

namespace Kiosk.Authority;

/// <summary>
/// Who this stand is to the authority: a folder with <c>device.key.cred</c> (P-256, PKCS#8 PEM, sealed by systemd-creds) or, where that cannot be, <c>device.key</c> (the same in
/// plain, 0600), <c>device.pem</c> (certificate chain, leaf first) and <c>device.json</c> (the authority's name for the stand). The key was made here and never leaves.
/// </summary>
public sealed class DeviceIdentity
{
    private readonly DateTime writtenAt;

    private DeviceIdentity(string folder, DeviceCard card, X509Certificate2 leaf, SslStreamCertificateContext context)
    {
        Folder = folder;
        Card = card;
        Context = context;
        NotBefore = new DateTimeOffset(leaf.NotBefore).ToUniversalTime();
        NotAfter = DeviceKey.EndOf(leaf);
        writtenAt = File.GetLastWriteTimeUtc(IdentityFiles.Card(folder));
    }

    /// <summary>Where it is kept.</summary>
    public string Folder { get; }

    /// <summary>The authority's id of the stand.</summary>
    public string DeviceId => Card.DeviceId;

    /// <summary>The facility that it was enrolled for: a stand configured for another must be enrolled again.</summary>
    public string FacilityCode => Card.FacilityCode;

    /// <summary>The authority's name of the facility.</summary>
    public string? FacilityName => Card.FacilityName;

    /// <summary>Begin of the certificate's life.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>End of the certificate's life.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>True when its key is sealed on disk: so will the next one be.</summary>
    public bool IsSealed => File.Exists(KeyFile.Sealed(Folder));

    internal DeviceCard Card { get; }

    /// <summary>False when another one was written since: the last file of a replacement is the card.</summary>
    internal bool IsNewest => File.GetLastWriteTimeUtc(IdentityFiles.Card(Folder)) == writtenAt;

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Reads the identity of a folder.</summary>
    public static IdentityResult Load(string folder)
    {
        try
        {
            IdentityFiles.FinishReplacing(folder);
            return Read(folder);
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return new IdentityResult(Identity: null, IdentityTrouble.NotEnrolled);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or CryptographicException or JsonException or ArgumentException)
        {
            return new IdentityResult(Identity: null, IdentityTrouble.Unreadable);
        }
    }

    /// <summary>True when the certificate's life is over, by this stand's clock: enrol again, unless the clock is wrong.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= NotAfter;

    /// <summary>
    /// True in the last third of the certificate's life; begun somewhere in its first half, another for each stand, so that stands which were enrolled together do not come together.
    /// </summary>
    public bool IsRenewalDue(DateTimeOffset now)
    {
        var third = (NotAfter - NotBefore) / 3;
        var mark = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{DeviceId} {NotBefore.Ticks}")));
        return now >= NotAfter - third + (third / 2 * (BinaryPrimitives.ReadUInt32BigEndian(mark) / (double)uint.MaxValue));
    }

    /// <summary>Keeps the key of a folder sealed where that can be, or plain; for who owns the folder. Nothing there, or a folder that cannot be written, stays as it is.</summary>
    /// <returns>True when the key is sealed.</returns>
    public static bool KeepKey(string folder, bool isSealed)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(IdentityFiles.Chain(folder));
            using var key = KeyFile.Load(folder, chain[0]).Key;
            return key is not null && KeyFile.Keep(folder, key.ExportPkcs8PrivateKeyPem(), isSealed);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"device {DeviceId}";

    private static IdentityResult Read(string folder)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(IdentityFiles.Chain(folder));
        var card = JsonSerializer.Deserialize(File.ReadAllText(IdentityFiles.Card(folder)), DeviceJson.Default.DeviceCard);
        if (chain.Count == 0 || card is null)
        {
            return new IdentityResult(Identity: null, IdentityTrouble.Unreadable);
        }

        var (found, trouble) = KeyFile.Load(folder, chain[0]);
        using var key = found;
        if (key is null)
        {
            return new IdentityResult(Identity: null, trouble);
        }

        var leaf = chain[0].CopyWithPrivateKey(key);
        chain.RemoveAt(0);
        var identity = new DeviceIdentity(folder, card, leaf, SslStreamCertificateContext.Create(leaf, chain, offline: true));
        return new IdentityResult(identity, Trouble: null);
    }
}

/// <summary>An identity, or why there is none. Exactly one is set.</summary>
public readonly record struct IdentityResult(DeviceIdentity? Identity, IdentityTrouble? Trouble);

/// <summary>Why there is no identity.</summary>
public enum IdentityTrouble
{
    /// <summary>Nothing is there: enrol.</summary>
    NotEnrolled,

    /// <summary>A file cannot be read or makes no sense.</summary>
    Unreadable,

    /// <summary>Key and certificate are not of one kind: enrol again.</summary>
    KeyDoesNotFit,

    /// <summary>The key was sealed on another computer, or for another user, or systemd-creds is gone.</summary>
    SealedElsewhere,
}
