using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Iso7816;
using Kiosk.Card.Tests.Desk;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Fuzz;

/// <summary>Whole sessions with a card whose every answer may be a lie. It ends, bounded, and the PIN went to the card once at the most.</summary>
public sealed class CardFuzzTests(RigFixture fixture)
{
    private static readonly Person Holder = Person.Named("hanako");
    private static readonly byte[] Message = "what the card is to sign"u8.ToArray();

    private readonly CardPapers papers = fixture.Authority.PapersOf(Holder);

    [Fact]
    public Task Session_WithAnyCard_EndsBoundedAndTellsNoLie() => Fuzzing.TryAsync(
        Spoil.Any.Array[1, 30],
        async spoils =>
        {
            var pcsc = new FuzzedPcsc(Holder, papers, spoils);
            var signed = await VisitAsync(pcsc).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

            Assert.InRange(pcsc.Commands.Count, 1, CardConversation.MostCommands);
            Assert.InRange(pcsc.Commands.Count(command => command is [_, 0x20, _, _, _, ..]), 0, 1);
            Assert.Equal(PinTries.Full, pcsc.Tries);
            Assert.Equal(0, pcsc.Open);
            if (signed is { } signature)
            {
                using var certificate = X509CertificateLoader.LoadCertificate(papers.Certificate);
                using var key = certificate.GetRSAPublicKey()!;
                Assert.True(key.VerifyData(Message, signature.Bytes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            }
        },
        briefly: 400,
        print: spoils => string.Join(' ', spoils.Select(spoil => $"{spoil.Kind}({spoil.At},{spoil.Value},{Convert.ToHexString(spoil.Noise)})")));

    // The control: what is spoilt above comes through when it is not.
    [Fact]
    public async Task Session_WithAnHonestCard_IsSigned() => Assert.NotNull(await VisitAsync(new FuzzedPcsc(Holder, papers, [new Spoil(SpoilKind.Nothing, 0, 0, [])])));

    private async Task<CardSignature?> VisitAsync(FuzzedPcsc pcsc)
    {
        await using var reader = new PcscCardReader(pcsc, new CardOptions(fixture.Authority.CaFolder, Reader: null), TimeProvider.System, () => true);
        var opened = await reader.OpenAsync(CancellationToken.None);
        await using var session = opened.Value;
        var read = await session.ReadAsync(CancellationToken.None);
        if (read.Trouble is not null)
        {
            return null;
        }

        Assert.Equal(papers.Certificate, read.Value.Certificate.Der.ToArray());
        using var pin = new Pin();
        foreach (var digit in Encoding.ASCII.GetBytes(Holder.Pin))
        {
            pin.Type(digit);
        }

        var verified = await session.VerifyAsync(pin, CancellationToken.None);
        Assert.False(pin.IsComplete);
        if (verified.Trouble is not null || !verified.Value.Accepted)
        {
            return null;
        }

        var signature = await session.SignAsync(Message, CancellationToken.None);
        return signature.Trouble is null ? signature.Value : null;
    }
}
