using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class CardKindTests(RigFixture fixture) : DeskTest(fixture)
{
    [Theory]
    [InlineData("kigen", CertificateStanding.Expiring)]
    [InlineData("yuyo", CertificateStanding.Grace)]
    [InlineData("hanako", CertificateStanding.Ok)]
    public async Task Read_CertificateThatServes_TellsItsStanding(string name, CertificateStanding standing)
    {
        await LayAsync(name);
        await using var session = await OpenAsync();

        Assert.Equal(standing, (await session.ReadAsync(Cancellation)).Value.Certificate.Standing);
    }

    [Theory]
    [InlineData("kireta", CardTrouble.CertificateExpired)]
    [InlineData("nise", CardTrouble.CertificateUntrusted)]
    [InlineData("phone", CardTrouble.PhoneToken)]
    [InlineData("licence", CardTrouble.NotMyNumberCard)]
    public async Task Read_CardThatDoesNotServe_SaysWhy(string name, CardTrouble trouble)
    {
        await LayAsync(name);
        await using var session = await OpenAsync();

        Assert.Equal(trouble, (await session.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Read_Phone_IsDeclinedByItsTokenWithoutMoreAsking()
    {
        await LayAsync("phone");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        // Select, the certificate that it keeps back, the token that says why.
        Assert.Equal(3, (await CommandsAsync()).Length);
    }

    [Fact]
    public async Task Sign_SignatureThatDoesNotFit_IsRefused()
    {
        await Fixture.Cards.FaultAsync(["wrong-signature"], Cancellation);
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);
        await session.VerifyAsync(PinOf("hanako"), Cancellation);

        Assert.Equal(CardTrouble.SignatureInvalid, (await session.SignAsync("m"u8.ToArray(), Cancellation)).Trouble);
    }

    [Fact]
    public async Task Read_CardThatAnswersNoise_IsAResult()
    {
        await Fixture.Cards.FaultAsync(["garbage"], Cancellation);
        await LayAsync("hanako");
        await using var session = await OpenAsync();

        Assert.NotNull((await session.ReadAsync(Cancellation)).Trouble);
    }
}

public sealed class UnsureClockTests(RigFixture fixture) : DeskTest(fixture)
{
    protected override bool ClockIsTrusted => false;

    [Theory]
    [InlineData("kireta")]
    [InlineData("hanako")]
    public async Task Read_ClockNotTrusted_JudgesNoDate(string name)
    {
        await LayAsync(name);
        await using var session = await OpenAsync();

        Assert.Equal(CertificateStanding.NotJudged, (await session.ReadAsync(Cancellation)).Value.Certificate.Standing);
    }
}
