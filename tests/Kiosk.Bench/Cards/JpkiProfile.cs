using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Bench.Cards;

/// <summary>Certificates in the shape of JPKI's user authentication certificates: same fields, same size, a name that says "test".</summary>
internal static class JpkiProfile
{
    private static readonly string[] Distribution = ["JPKI-TEST CRL Distribution Points for user authentication", "Prefecture-99", "City-99999 CRLDP"];

    public static X509Certificate2 SelfSigned(string commonName, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset until)
    {
        var request = Request(AuthorityName(commonName), key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, until);
    }

    public static X509Certificate2 Issue(
        X509Certificate2 authority, AsymmetricAlgorithm authorityKey, string commonName, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset until)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCountryOrRegion("JP");
        subject.AddCommonName(commonName);
        var request = Request(subject.Build(), key);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            authority, includeKeyIdentifier: true, includeIssuerAndSerial: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(Policies());
        request.CertificateExtensions.Add(IssuerAltName());
        request.CertificateExtensions.Add(CrlDistribution());
        var serial = RandomNumberGenerator.GetBytes(4);
        serial[0] = 0x01;
        var signer = authorityKey is ECDsa curve ? X509SignatureGenerator.CreateForECDsa(curve) : X509SignatureGenerator.CreateForRSA((RSA)authorityKey, RSASignaturePadding.Pkcs1);
        return request.Create(authority.SubjectName, signer, from, until, serial);
    }

    // Who signs has a key of the same kind as whom it certifies.
    private static CertificateRequest Request(X500DistinguishedName subject, AsymmetricAlgorithm key) => key is ECDsa curve
        ? new(subject, curve, HashAlgorithmName.SHA384)
        : new(subject, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static X500DistinguishedName AuthorityName(string commonName)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("JP");
        name.AddOrganizationName("JPKI-TEST");
        name.AddOrganizationalUnitName("JPKI-TEST for user authentication");
        name.AddOrganizationalUnitName(commonName);
        return name.Build();
    }

    // The policy of the real authentication certificates (jsrsasign-oid-jpki), with a place where nothing is published.
    private static X509Extension Policies()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.392.200149.8.5.1.3.30");
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.2.1");
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "http://jpki-test.invalid/certification-practice-statement/cps.html");
            }
        }

        return new X509Extension("2.5.29.32", writer.Encode(), critical: true);
    }

    private static X509Extension IssuerAltName()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            WriteName(writer, "公的個人認証サービス（試験）", "試験用・実在の人とは関係がありません");
        }

        return new X509Extension("2.5.29.18", writer.Encode(), critical: false);
    }

    // A directory name, no address: so it is on the real card, and no chain engine can fetch it.
    private static X509Extension CrlDistribution()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            WriteName(writer, "JPKI-TEST", [.. Distribution, "Nobody is named here; this certificate belongs to a test card that no office ever issued"]);
        }

        return new X509Extension("2.5.29.31", writer.Encode(), critical: false);
    }

    private static void WriteName(AsnWriter writer, string organization, params string[] units)
    {
        using (writer.PushSequence())
        {
            WritePart(writer, "2.5.4.6", UniversalTagNumber.PrintableString, "JP");
            WritePart(writer, "2.5.4.10", UniversalTagNumber.UTF8String, organization);
            foreach (var unit in units)
            {
                WritePart(writer, "2.5.4.11", UniversalTagNumber.UTF8String, unit);
            }
        }
    }

    private static void WritePart(AsnWriter writer, string oid, UniversalTagNumber kind, string value)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(kind, value);
        }
    }
}
