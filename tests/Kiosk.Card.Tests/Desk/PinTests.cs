using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class PinTests(RigFixture fixture) : DeskTest(fixture)
{
    [Fact]
    public async Task Verify_WrongThenRight_CountsAndSetsBack()
    {
        await LayAsync("taro");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        var wrong = (await session.VerifyAsync(Typed("0000"), Cancellation)).Value;
        var wrongAgain = (await session.VerifyAsync(Typed("0001"), Cancellation)).Value;
        var right = (await session.VerifyAsync(PinOf("taro"), Cancellation)).Value;
        var signature = await session.SignAsync("m"u8.ToArray(), Cancellation);

        Assert.Equal(new PinVerdict(Accepted: false, new PinTries(2)), wrong);
        Assert.Equal(new PinVerdict(Accepted: false, new PinTries(1)), wrongAgain);
        Assert.Equal(new PinVerdict(Accepted: true, new PinTries(3)), right);
        Assert.Null(signature.Trouble);
    }

    [Fact]
    public async Task Verify_LastTryWrong_IsBlocked()
    {
        await LayAsync("lastone");
        await Fixture.Cards.FaultAsync(["tries", "1"], Cancellation);
        await using var session = await OpenAsync();
        var reading = (await session.ReadAsync(Cancellation)).Value;

        var wrong = (await session.VerifyAsync(Typed("0000"), Cancellation)).Value;
        var right = (await session.VerifyAsync(PinOf("lastone"), Cancellation)).Value;

        Assert.True(reading.Tries!.Value.IsLast);
        Assert.True(wrong.TriesLeft.IsBlocked);
        Assert.Equal(new PinVerdict(Accepted: false, new PinTries(0)), right);
    }

    [Fact]
    public async Task Read_BlockedBeforehand_SaysSo()
    {
        await LayAsync("locked");
        await using var session = await OpenAsync();

        Assert.True((await session.ReadAsync(Cancellation)).Value.Tries!.Value.IsBlocked);
    }

    [Fact]
    public async Task Read_ManyTimes_SpendsNoTry()
    {
        await LayAsync("hanako");
        for (var i = 0; i < 5; i++)
        {
            await using var session = await OpenAsync();
            Assert.Equal(new PinTries(3), (await session.ReadAsync(Cancellation)).Value.Tries);
        }
    }

    [Fact]
    public async Task Tries_CardTakenAndLaidAgain_AreKept()
    {
        await LayAsync("jiro");
        await using (var session = await OpenAsync())
        {
            await session.ReadAsync(Cancellation);
            await session.VerifyAsync(Typed("0000"), Cancellation);
        }

        await TakeAsync();
        await LayAsync("jiro");
        await using var again = await OpenAsync();

        Assert.Equal(new PinTries(2), (await again.ReadAsync(Cancellation)).Value.Tries);
    }

    [Fact]
    public async Task Verify_Anyhow_ForgetsThePin()
    {
        await LayAsync("hanako");
        using var accepted = PinOf("hanako");
        using var tooLate = PinOf("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        await session.VerifyAsync(accepted, Cancellation);
        await TakeAsync();
        var lost = await session.VerifyAsync(tooLate, Cancellation);

        Assert.Equal(CardTrouble.Removed, lost.Trouble);
        Assert.False(accepted.IsComplete);
        Assert.False(tooLate.IsComplete);
    }

    [Fact]
    public async Task Verify_ThreeDigits_IsADefectAndSendsNothing()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.VerifyAsync(Typed("123"), Cancellation));

        Assert.DoesNotContain(await CommandsAsync(), command => command.StartsWith("0020009804", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_OfAVerify_HidesThePin()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);
        await session.VerifyAsync(PinOf("hanako"), Cancellation);

        Assert.Contains("0020009804********", await CommandsAsync(), StringComparer.Ordinal);
    }
}
