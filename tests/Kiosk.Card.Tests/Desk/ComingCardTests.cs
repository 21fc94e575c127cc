using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

/// <summary>The card to come (P-384) is one more profile: same reader, same session.</summary>
public sealed class ComingCardTests(RigFixture fixture) : DeskTest(fixture)
{
    private static readonly CardProfile Coming = new(
        "bench-next", Convert.FromHexString("F04B494F534B01"), Token: 0x0006, Certificate: 0x000C, Pin: 0x0012, Key: 0x0011, SignatureAlgorithm.ES384);

    private protected override CardOptions Options => base.Options with { Profiles = [CardProfile.Jpki, Coming] };

    [Fact]
    public async Task Visit_ComingCard_IsServedInAsFewCommandsAndSignsEs384()
    {
        await LayAsync("mirai");
        await using var session = await OpenAsync();
        var reading = (await session.ReadAsync(Cancellation)).Value;
        Assert.True((await session.VerifyAsync(PinOf("mirai"), Cancellation)).Value.Accepted);
        var signature = (await session.SignAsync("m"u8.ToArray(), Cancellation)).Value;

        Assert.Equal(SignatureAlgorithm.ES384, signature.Algorithm);
        using var certificate = X509CertificateLoader.LoadCertificate(reading.Certificate.Der.Span);
        using var key = certificate.GetECDsaPublicKey()!;
        Assert.True(key.VerifyData("m"u8, signature.Bytes.Span, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

        // One more SELECT than today's card, which is asked for first.
        Assert.Equal(7, (await CommandsAsync()).Length);
    }

    [Fact]
    public async Task Visit_CardOfToday_PaysNothingForTheOther()
    {
        await LayAsync("shippai");
        await using var session = await OpenAsync();
        Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
        Assert.True((await session.VerifyAsync(PinOf("shippai"), Cancellation)).Value.Accepted);

        Assert.Single(await CommandsAsync(), command => command.StartsWith("00A404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ComingCardWithoutItsProfile_IsNotKnown()
    {
        await using var today = new PcscCardReader(base.Options, TimeProvider.System, () => true);
        await LayAsync("mirai");
        await using var session = (await today.OpenAsync(Cancellation)).Value;

        Assert.Equal(CardTrouble.NotMyNumberCard, (await session.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Read_KeyOfAnotherKindThanTheProfileSays_IsRefused()
    {
        var options = base.Options with { Profiles = [Coming with { Algorithm = SignatureAlgorithm.RS256 }] };
        await using var wrong = new PcscCardReader(options, TimeProvider.System, () => true);
        await LayAsync("mirai");
        await using var session = (await wrong.OpenAsync(Cancellation)).Value;

        Assert.Equal(CardTrouble.CertificateUntrusted, (await session.ReadAsync(Cancellation)).Trouble);
    }
}
