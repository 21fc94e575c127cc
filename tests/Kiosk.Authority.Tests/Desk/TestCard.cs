using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Tests.Desk;

/// <summary>A made-up card: certificate and key.</summary>
internal sealed record TestCard(byte[] Certificate, RSA Key)
{
    /// <summary>What the card says to a challenge after the right PIN.</summary>
    public IdentityProof Prove(Challenge challenge, Guid visitId) => new IdentityProof.Signature(
        challenge.Id,
        new CardSignature(SignatureAlgorithm.RS256, Key.SignData(challenge.MessageFor(visitId, TestDesk.Facility), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
}

/// <summary>A made-up JPKI.</summary>
internal sealed class TestJpki
{
    // One key for all: what is tested is who certified it.
    private static readonly RSA Key = RSA.Create(2048);

    private readonly X509Certificate2 ca;

    public TestJpki(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        ca = request.CreateSelfSigned(now.AddYears(-15), now.AddYears(15));
    }

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "jpki.cer"), ca.RawData);
    }

    public TestCard Issue(string commonName, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest($"CN={commonName}, C=JP", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var issued = request.Create(ca, notBefore ?? now.AddYears(-6), notAfter ?? now.AddYears(2), RandomNumberGenerator.GetBytes(12));
        return new TestCard(issued.RawData, Key);
    }
}
