using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.People;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class HappyPathTests(RigFixture fixture) : DeskTest(fixture)
{
    private const string SelectAp = "00A4040C0AD392F000260100000001";
    private const string Sign = "802A00";

    private static readonly byte[] Message = "a message of any length: the card signs its digest"u8.ToArray();

    [Fact]
    public async Task Session_RightPin_SignatureFitsTheCertificate()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();

        var reading = (await session.ReadAsync(Cancellation)).Value;
        var verdict = (await session.VerifyAsync(PinOf("hanako"), Cancellation)).Value;
        var signature = (await session.SignAsync(Message, Cancellation)).Value;

        Assert.Equal(new PinTries(3), reading.Tries);
        Assert.Equal(CertificateStanding.Ok, reading.Certificate.Standing);
        Assert.Equal(new PinVerdict(Accepted: true, new PinTries(3)), verdict);
        Assert.Equal(Fixture.Authority.PapersOf(Person.Named("hanako")).Certificate, reading.Certificate.Der.ToArray());
        using var certificate = X509CertificateLoader.LoadCertificate(reading.Certificate.Der.Span);
        using var key = certificate.GetRSAPublicKey()!;
        Assert.Equal(SignatureAlgorithm.RS256, signature.Algorithm);
        Assert.True(key.VerifyData(Message, signature.Bytes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), reading.Certificate.NotAfter.UtcDateTime);
    }

    [Fact]
    public async Task Session_AbleCard_TwoCommandsBeforeThePinAndTwoAfter()
    {
        var commands = await VisitAsync();

        Assert.Equal(
            [SelectAp, "00B08A00000000", "00200098", "00B0860020", "0020009804********", Sign],
            commands.Select(Shortened),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Session_NoExtendedLength_ReadsInPieces()
    {
        await Fixture.Cards.FaultAsync(["no-extended"], Cancellation);

        var first = await VisitAsync();
        await TakeAsync();
        var second = await VisitAsync();

        Assert.Equal("00B08A00000000", first[1]);
        Assert.Equal(first.Length - 1, second.Length);
        Assert.Equal("00B08A0000", second[1]);
        Assert.DoesNotContain("00B08A00000000", second, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Session_NoShortIds_SelectsByFileIdAndRemembers()
    {
        await Fixture.Cards.FaultAsync(["no-short-ids"], Cancellation);

        await VisitAsync();
        await TakeAsync();
        var commands = await VisitAsync();

        Assert.Equal(
            [
                SelectAp, "00A4020C02000A", "00B00000000000", "00A4020C020018", "00200080", "00A4020C020006", "00B0000020",
                "00A4020C020018", "0020008004********", "00A4020C020017", Sign,
            ],
            commands.Select(Shortened),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Session_NeitherExtendedNorShort_FourteenCommandsAtMost()
    {
        await Fixture.Cards.FaultAsync(["no-extended"], Cancellation);
        await Fixture.Cards.FaultAsync(["no-short-ids"], Cancellation);

        await VisitAsync();
        await TakeAsync();
        var commands = await VisitAsync();

        // Beyond the token (two) and the tries (two).
        Assert.InRange(commands.Length - 4, 10, 14);
        Assert.Single(commands, command => command.StartsWith("0020008004", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_FirstCommandNotAwake_SelectsOnceMore()
    {
        await Fixture.Cards.FaultAsync(["first-6f00"], Cancellation);

        var commands = await VisitAsync();

        Assert.Equal([SelectAp, SelectAp], commands[..2], StringComparer.Ordinal);
    }

    [Fact]
    public async Task Dispose_AfterAVisit_TakesThePowerAndWithItThePin()
    {
        await VisitAsync();

        var log = await Fixture.Cards.LogAsync(Cancellation);

        Assert.Equal("(power off)", log[^1].Command);
    }

    [Fact]
    public async Task Open_TwiceOnTheSameCard_StartsAnew()
    {
        await LayAsync("hanako");
        await using (var first = await OpenAsync())
        {
            await first.ReadAsync(Cancellation);
            await first.VerifyAsync(PinOf("hanako"), Cancellation);
        }

        await using var second = await OpenAsync();
        await second.ReadAsync(Cancellation);

        // The power was gone in between: the old PIN no longer signs.
        Assert.Equal(CardTrouble.Unreadable, (await second.SignAsync(Message, Cancellation)).Trouble);
    }

    private async Task<string[]> VisitAsync()
    {
        await LayAsync("hanako");
        await using (var session = await OpenAsync())
        {
            Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
            Assert.True((await session.VerifyAsync(PinOf("hanako"), Cancellation)).Value.Accepted);
            Assert.Null((await session.SignAsync(Message, Cancellation)).Trouble);
        }

        return await CommandsAsync();
    }

    private static string Shortened(string command) => command.StartsWith(Sign, StringComparison.Ordinal) ? Sign : command;
}
