using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Bench.Authority;

/// <summary>A CA for the bench only; made once per folder and kept there.</summary>
internal sealed class ThrowawayCa
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    // A certificate is good already for whoever's clock is behind.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromHours(1);

    private readonly X509Certificate2 ca;
    private readonly TimeProvider time;

    private ThrowawayCa(X509Certificate2 ca, string file, TimeProvider time)
    {
        this.ca = ca;
        this.time = time;
        File = file;
    }

    /// <summary>The CA's certificate in PEM.</summary>
    public string File { get; }

    public static ThrowawayCa Open(string folder, string name, TimeProvider time)
    {
        var (certificate, key) = (Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + ".key"));
        if (!System.IO.File.Exists(key))
        {
            using var made = Make(name, time);
            System.IO.File.WriteAllText(certificate, made.ExportCertificatePem());
            using var privateKey = made.GetECDsaPrivateKey()!;
            System.IO.File.WriteAllText(key, privateKey.ExportPkcs8PrivateKeyPem());
        }

        return new ThrowawayCa(X509Certificate2.CreateFromPemFile(certificate, key), certificate, time);
    }

    /// <summary>A certificate for the server, with its key.</summary>
    public X509Certificate2 IssueServer(string host, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
            // This computer, as a virtual machine on it sees it.
            names.AddIpAddress(new IPAddress([10, 0, 2, 2]));
        }

        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var issued = Issue(request, ServerAuth, from, until);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A certificate for a device's key.</summary>
    public X509Certificate2 IssueDevice(string deviceId, PublicKey key, TimeSpan life)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(deviceId);
        var now = time.GetUtcNow();
        return Issue(new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256), ClientAuth, now - ClocksDiffer, now + life);
    }

    /// <summary>The CN of a certificate that this CA issued and whose life is not over; else null.</summary>
    public string? NameOf(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuth));
        return chain.Build(certificate) ? certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) : null;
    }

    private X509Certificate2 Issue(CertificateRequest request, string usage, DateTimeOffset from, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return request.Create(ca, from, until, RandomNumberGenerator.GetBytes(16));
    }

    private static X509Certificate2 Make(string name, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Kiosk bench {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
    }
}
