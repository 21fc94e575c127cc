using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using Kiosk.Bench.Cards;
using Kiosk.Card.Jpki;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Jpki;

public sealed class CertificateCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-cas-").FullName;
    private readonly RSA caKey = RSA.Create(2048);
    private readonly RSA key = RSA.Create(2048);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        caKey.Dispose();
        key.Dispose();
    }

    [Fact]
    public void Judge_AuthorityItselfExpired_StillTrusted()
    {
        using var ca = Pin("old", caKey, Now.AddYears(-11), Now.AddYears(-1));

        Assert.Equal(CertificateStanding.Ok, Judge(Issue(ca, Now.AddYears(-2), Now.AddYears(3))).Value.Certificate.Standing);
    }

    [Fact]
    public void Judge_GenerationsOfOneName_EachIsTried()
    {
        using var otherKey = RSA.Create(2048);
        using var first = Pin("first", otherKey, Now.AddYears(-11), Now.AddYears(-1));
        using var second = Pin("second", caKey, Now.AddYears(-5), Now.AddYears(5));
        using var third = Pin("third", key, Now.AddYears(-1), Now.AddYears(9));

        Assert.Null(Judge(Issue(second, Now.AddYears(-1), Now.AddYears(3))).Trouble);
    }

    [Theory]
    [InlineData(-24, -4, CardTrouble.CertificateExpired)]
    [InlineData(1, 60, CardTrouble.CertificateNotYetValid)]
    public void Judge_DatesThatDoNotServe_AreNotCalledUntrusted(int fromMonths, int untilMonths, CardTrouble trouble)
    {
        using var ca = Pin("ca", caKey, Now.AddYears(-5), Now.AddYears(5));

        Assert.Equal(trouble, Judge(Issue(ca, Now.AddMonths(fromMonths), Now.AddMonths(untilMonths))).Trouble);
    }

    [Fact]
    public void Judge_AuthorityOfTheSameNameButAnotherKey_IsUntrusted()
    {
        using var pinned = Pin("ca", caKey, Now.AddYears(-5), Now.AddYears(5));
        using var forgerKey = RSA.Create(2048);
        using var forger = JpkiProfile.SelfSigned("same name", forgerKey, Now.AddYears(-5), Now.AddYears(5));
        using var forged = JpkiProfile.Issue(forger, forgerKey, "X", key, Now.AddYears(-1), Now.AddYears(3));

        Assert.Equal(CardTrouble.CertificateUntrusted, Judge(forged.RawData).Trouble);
    }

    [Fact]
    public void Judge_ThePinnedAuthoritysOwnCertificate_IsNobodysCard()
    {
        using var ca = Pin("ca", caKey, Now.AddYears(-5), Now.AddYears(5));

        Assert.Equal(CardTrouble.CertificateUntrusted, Judge(ca.RawData).Trouble);
    }

    [Fact]
    public void Judge_BitsChanged_NeverTrustedAndNeverThrows()
    {
        using var ca = Pin("ca", caKey, Now.AddYears(-5), Now.AddYears(5));
        var der = Issue(ca, Now.AddYears(-1), Now.AddYears(3));
        Gen.Select(Gen.Int[0, der.Length - 1], Gen.Int[0, 7]).Sample(
            change =>
            {
                var spoilt = der.ToArray();
                spoilt[change.Item1] ^= (byte)(1 << change.Item2);
                return Judge(spoilt).Trouble is not null;
            },
            iter: 300);
    }

    [Fact]
    public void Issue_Certificate_HasTheSizeOfARealOne()
    {
        using var ca = Pin("ca", caKey, Now.AddYears(-5), Now.AddYears(5));

        Assert.InRange(Issue(ca, Now.AddYears(-1), Now.AddYears(3)).Length, 1450, 1650);
    }

    private X509Certificate2 Pin(string file, RSA signer, DateTimeOffset from, DateTimeOffset until)
    {
        var ca = JpkiProfile.SelfSigned("same name", signer, from, until);
        File.WriteAllBytes(Path.Combine(folder, file), ca.RawData);
        return ca;
    }

    private byte[] Issue(X509Certificate2 ca, DateTimeOffset from, DateTimeOffset until)
    {
        using var issued = JpkiProfile.Issue(ca, caKey, "BENCH", key, from, until);
        return issued.RawData;
    }

    private CardResult<CheckedCertificate> Judge(byte[] der) => new CertificateCheck(PinnedCas.Load(folder).Cas!).Judge(der, SignatureAlgorithm.RS256, Now);
}
