using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>A certificate that a pinned authority issued, and its key.</summary>
internal sealed record CheckedCertificate(AuthCertificate Certificate, SignatureScheme Scheme);

/// <summary>Judges the card's certificate: first who issued it, then, apart from that, its dates. Revocation is not for the stand to know; the authority knows.</summary>
internal sealed class CertificateCheck(PinnedCas cas)
{
    /// <summary>Judges exactly one DER certificate at a moment; <paramref name="now"/> is null when the clock cannot be trusted.</summary>
    public CardResult<CheckedCertificate> Judge(ReadOnlyMemory<byte> der, SignatureAlgorithm algorithm, DateTimeOffset? now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
            if (!IsEndEntity(certificate) || !cas.Issued(certificate) || SignatureScheme.For(certificate, algorithm) is not { } scheme)
            {
                return CardTrouble.CertificateUntrusted;
            }

            var notAfter = new DateTimeOffset(certificate.NotAfter);
            return CertificateDates.Judge(new DateTimeOffset(certificate.NotBefore), notAfter, now) switch
            {
                CertificateStanding.Dead => Refuse(scheme, CardTrouble.CertificateExpired),
                CertificateStanding.NotYetValid => Refuse(scheme, CardTrouble.CertificateNotYetValid),
                var standing => new CheckedCertificate(new AuthCertificate(der, standing, notAfter.ToUniversalTime()), scheme),
            };
        }
        catch (CryptographicException)
        {
            return CardTrouble.CertificateUntrusted;
        }
    }

    // The authorities' own certificates are public and lie on every card: they are nobody's proof.
    private static bool IsEndEntity(X509Certificate2 certificate) =>
        !certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
        && certificate.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));

    private static CardResult<CheckedCertificate> Refuse(SignatureScheme scheme, CardTrouble trouble)
    {
        scheme.Dispose();
        return trouble;
    }
}
