using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Tests.Desk;

namespace Kiosk.Card.Tests.Bench;

public sealed class PeopleTests(RigFixture fixture)
{
    [Fact]
    public void Mada_Certificate_BeginsInAMonth()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(fixture.Authority.PapersOf(Person.Named("mada")).Certificate);

        Assert.Equal(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddMonths(1), certificate.NotBefore.ToUniversalTime());
    }

    [Fact]
    public void Kaonashi_Card_HasNoPin()
    {
        var card = CardFaultTests.Of(fixture, "kaonashi");
        card.Answer(Convert.FromHexString(Said.SelectAp), new CardFaults());

        Assert.Equal([0x6A, 0x88], card.Answer(Convert.FromHexString(Said.Tries), new CardFaults()));
        Assert.Equal([0x69, 0x82], card.Answer(Convert.FromHexString(Said.Sign), new CardFaults()));
    }
}
