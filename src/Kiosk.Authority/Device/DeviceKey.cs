using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Authority.Device;

/// <summary>The stand's own key (EC P-256).</summary>
internal static class DeviceKey
{
    public static ECDsa Make() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The request for a certificate (PKCS#10, PEM), which proves possession of the key.</summary>
    public static string Request(ECDsa key, string deviceName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(deviceName);
        return new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }

    /// <summary>The last moment of the certificate's life.</summary>
    public static DateTimeOffset EndOf(X509Certificate2 certificate) => new DateTimeOffset(certificate.NotAfter).ToUniversalTime();

    /// <summary>True when the certificate is of this key.</summary>
    public static bool Fits(ECDsa key, X509Certificate2 certificate)
    {
        using var certified = certificate.GetECDsaPublicKey();
        return certified is not null && certified.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The chain as it is written, when it is one and its first certificate is of this key; else null.</summary>
    public static X509Certificate2Collection? Chain(string? pem, ECDsa key)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            return chain.Count > 0 && Fits(key, chain[0]) ? chain : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
