using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kiosk.Bench.Authority;

/// <summary>Judges a card's certificate and signature as the authority would.</summary>
internal sealed class CardJudge(string jpkiCaFolder, TimeProvider time)
{
    private const string Rs256 = "RS256";
    private const string Es384 = "ES384";

    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    /// <summary>The one algorithm that fits a certificate's key; null where the contract knows none. What is no certificate is refused as one later.</summary>
    public static string? AlgorithmFor(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            using var curve = certificate.GetECDsaPublicKey();
            return curve is null ? Rs256
                : curve.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP384.Oid.Value ? Es384
                : null;
        }
        catch (CryptographicException)
        {
            return Rs256;
        }
    }

    /// <summary>The holder's opaque name.</summary>
    /// <exception cref="RefusedException">The card is refused.</exception>
    public X509Certificate2 Certificate(byte[] der)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            throw new RefusedException(422, "certificate-untrusted", "証明書として読めません。");
        }

        var now = time.GetUtcNow();
        if (!IsIssued(certificate) || now < new DateTimeOffset(certificate.NotBefore))
        {
            throw new RefusedException(422, "certificate-untrusted", "公的個人認証サービスの証明書ではありません。");
        }

        // Three calendar months on a Japanese calendar.
        return now <= new DateTimeOffset(certificate.NotAfter).ToOffset(Japan).AddMonths(3)
            ? certificate : throw new RefusedException(422, "certificate-expired", "電子証明書の有効期限から3か月を過ぎています。");
    }

    /// <summary>Verifies the card's signature: RS256, or ES384 as r and s.</summary>
    /// <exception cref="RefusedException">It is not of this card, or not over this question.</exception>
    public static void Signature(X509Certificate2 certificate, byte[] signature, byte[] challenge, Guid visitId, string facilityCode)
    {
        using var message = new MemoryStream();
        message.Write("kiosk-eligibility-v1"u8);
        message.WriteByte(0);
        message.Write(challenge);
        message.Write(Convert.FromHexString(visitId.ToString("N")));
        message.Write(Encoding.ASCII.GetBytes(facilityCode));
        using var key = certificate.GetRSAPublicKey();
        using var curve = certificate.GetECDsaPublicKey();
        if (key?.VerifyData(message.ToArray(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) != true
            && curve?.VerifyData(message.ToArray(), signature, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) != true)
        {
            throw new RefusedException(422, "signature-invalid", "署名が証明書と一致しません。");
        }
    }

    private bool IsIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(LoadCas());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // Dates are judged with the grace that the chain does not know.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    // Read at each question, so that the CA may come after the stand-in.
    private X509Certificate2Collection LoadCas()
    {
        var cas = new X509Certificate2Collection();
        foreach (var file in Directory.EnumerateFiles(jpkiCaFolder).Where(file => Path.GetExtension(file) is ".pem" or ".cer" or ".crt" or ".der"))
        {
            try
            {
                cas.Add(X509CertificateLoader.LoadCertificateFromFile(file));
            }
            catch (CryptographicException)
            {
                // The CA's key may lie beside it.
            }
        }

        return cas;
    }
}
