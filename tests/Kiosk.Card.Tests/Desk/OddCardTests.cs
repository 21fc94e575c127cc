using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

/// <summary>Cards that answer otherwise than the one in the facts: served where they can be, named where they cannot.</summary>
public sealed class OddCardTests(RigFixture fixture) : DeskTest(fixture)
{
    [Theory]
    [InlineData("gets-61")]
    [InlineData("wrong-le-6c")]
    [InlineData("short-pieces 100")]
    [InlineData("select-keeps-pin")]
    [InlineData("first-6f00")]
    public async Task Visit_OddButHonest_IsServed(string fault)
    {
        await FaultAsync(fault);
        await LayAsync("shippai");
        await using var session = await OpenAsync();

        Assert.Equal(new PinTries(3), (await session.ReadAsync(Cancellation)).Value.Tries);
        Assert.True((await session.VerifyAsync(PinOf("shippai"), Cancellation)).Value.Accepted);
        Assert.Null((await session.SignAsync("m"u8.ToArray(), Cancellation)).Trouble);
    }

    [Theory]
    [InlineData("phone", CardTrouble.PhoneToken)]
    [InlineData("foreign", CardTrouble.NotMyNumberCard)]
    [InlineData("lying-length", CardTrouble.Unreadable)]
    [InlineData("not-a-certificate", CardTrouble.CertificateUntrusted)]
    [InlineData("huge", CardTrouble.CertificateUntrusted)]
    [InlineData("endless-61", CardTrouble.Unreadable)]
    [InlineData("endless-6c", CardTrouble.Unreadable)]
    [InlineData("no-status", CardTrouble.Unreadable)]
    public async Task Read_Hostile_IsNamedAndBounded(string fault, CardTrouble trouble)
    {
        await FaultAsync(fault);
        await LayAsync("shippai");
        await using var session = await OpenAsync();

        Assert.Equal(trouble, (await session.ReadAsync(Cancellation)).Trouble);
        Assert.InRange((await CommandsAsync()).Length, 1, 60);
    }

    [Theory]
    [InlineData("blocked")]
    [InlineData("blocked 6983")]
    [InlineData("blocked 6984-always")]
    public async Task Read_BlockedInEveryWay_HasNoTriesAndASentPinSaysSo(string fault)
    {
        await FaultAsync(fault);
        await LayAsync("shippai");
        await using var session = await OpenAsync();

        Assert.True((await session.ReadAsync(Cancellation)).Value.Tries!.Value.IsBlocked);
        Assert.Equal(new PinVerdict(Accepted: false, new PinTries(0)), (await session.VerifyAsync(PinOf("shippai"), Cancellation)).Value);
    }

    [Fact]
    public async Task Read_CardWithoutPin_HasACertificateAndNoTries()
    {
        await LayAsync("kaonashi");
        await using var session = await OpenAsync();
        var reading = (await session.ReadAsync(Cancellation)).Value;

        Assert.Null(reading.Tries);
        Assert.Equal(CertificateStanding.Ok, reading.Certificate.Standing);
    }

    [Fact]
    public async Task Read_ValidityNotBegun_IsRefused()
    {
        await LayAsync("mada");
        await using var session = await OpenAsync();

        Assert.Equal(CardTrouble.CertificateNotYetValid, (await session.ReadAsync(Cancellation)).Trouble);
    }

    private Task FaultAsync(string fault) => Fixture.Cards.FaultAsync(fault.Split(' '), Cancellation);
}
