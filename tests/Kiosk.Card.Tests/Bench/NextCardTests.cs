using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Tests.Desk;

namespace Kiosk.Card.Tests.Bench;

public sealed class NextCardTests(RigFixture fixture)
{
    private const string SelectAp = "00A4040C07F04B494F534B01";
    private const string Facility = "1329999997";

    private readonly EmulatedCard card = CardFaultTests.Of(fixture, "mirai");
    private readonly X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(fixture.Authority.PapersOf(Person.Named("mirai")).Certificate);
    private readonly Guid visit = Guid.Parse("019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40");
    private readonly byte[] challenge = new byte[32];

    [Fact]
    public void Sign_RightPin_AuthorityTakesTheSignatureAsEs384()
    {
        Assert.Equal("9000", Ask(SelectAp));
        Assert.Equal("9000", Ask("0020009204" + Convert.ToHexString("9900"u8)));

        var signature = Signature(SHA384.HashData(Message()));

        Assert.Equal(96, signature.Length);
        Assert.Equal("ES384", CardJudge.AlgorithmFor(certificate.RawData));
        CardJudge.Signature(certificate, signature, challenge, visit, Facility);
        signature[0] ^= 1;
        Assert.Throws<RefusedException>(() => CardJudge.Signature(certificate, signature, challenge, visit, Facility));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(49)]
    public void Sign_NoSha384Digest_IsRefused(int bytes)
    {
        Ask(SelectAp);
        Ask("0020009204" + Convert.ToHexString("9900"u8));

        Assert.Equal("6985", Ask($"802A0091{bytes:X2}{new string('0', bytes * 2)}00"));
    }

    [Fact]
    public void Files_AreWhereTheLayoutSays()
    {
        Assert.Equal("6A82", Ask(Said.SelectAp));
        Ask(SelectAp);

        Assert.Equal("6A82", Ask("00B08A0000"));
        Assert.StartsWith(Convert.ToHexString(certificate.RawData), Ask("00B08C00000000"), StringComparison.Ordinal);
        Assert.StartsWith(Convert.ToHexString("JPKIAPICCTOKEN2"u8), Ask("00B0860020"), StringComparison.Ordinal);
        Assert.Equal("63C3", Ask("00200092"));
        Assert.Equal("6982", Ask("802A0091" + "30" + new string('0', 96) + "00"));
    }

    [Fact]
    public void Certificate_IsIssuedByAPinnedAuthorityWithSha384()
    {
        Assert.Equal("1.2.840.10045.4.3.3", certificate.SignatureAlgorithm.Value);
        using var issuer = X509CertificateLoader.LoadCertificate(fixture.Authority.PapersOf(Person.Named("mirai")).Issuer);
        Assert.Contains(Directory.EnumerateFiles(fixture.Authority.CaFolder), file => X509CertificateLoader.LoadCertificateFromFile(file).Equals(issuer));
    }

    [Fact]
    public void AlgorithmFor_CardOfToday_IsRs256() => Assert.Equal("RS256", CardJudge.AlgorithmFor(fixture.Authority.PapersOf(Person.Named("hanako")).Certificate));

    [Fact]
    public void AlgorithmFor_AnotherCurve_IsNone()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));

        Assert.Null(CardJudge.AlgorithmFor(other.RawData));
    }

    private byte[] Message() =>
        [.. "kiosk-eligibility-v1"u8, 0, .. challenge, .. Convert.FromHexString(visit.ToString("N")), .. Encoding.ASCII.GetBytes(Facility)];

    private byte[] Signature(byte[] digest)
    {
        var answer = Ask("802A009130" + Convert.ToHexString(digest) + "00");
        Assert.EndsWith("9000", answer, StringComparison.Ordinal);
        return Convert.FromHexString(answer[..^4]);
    }

    private string Ask(string command) => Convert.ToHexString(card.Answer(Convert.FromHexString(command), new CardFaults()));
}
