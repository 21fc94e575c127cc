using System.Globalization;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class WedgedCardTests(RigFixture fixture) : DeskTest(fixture)
{
    private protected override CardOptions Options => base.Options with { CallLimit = TimeSpan.FromSeconds(0.5) };

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Visit_CardNeverAnswers_IsGivenUpAndTheNextCardWorks(int index)
    {
        await Fixture.Cards.FaultAsync(["wedge-at", index.ToString(CultureInfo.InvariantCulture)], Cancellation);
        await LayAsync("ken");
        await UntilUnresponsiveAsync();
        await UntilAsync(ReaderState.Stuck);

        Assert.Equal(CardTrouble.Unresponsive, (await Reader.OpenAsync(Cancellation)).Trouble);

        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        await TakeAsync();
        await LayAsync("midori");
        Assert.Equal(ReaderState.Ready, State);
        await using var next = await OpenAsync();
        Assert.Null((await next.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Watch_CardDoesNotAnswerTheReset_ReaderLooksEmptyAndTheNextCardIsSeen()
    {
        await UntilAsync(ReaderState.Ready);
        await Fixture.Cards.FaultAsync(["mute"], Cancellation);
        await Fixture.Cards.InsertAsync("ken", Cancellation);
        Assert.Equal(CardTrouble.Removed, (await Reader.OpenAsync(Cancellation)).Trouble);

        await Fixture.Cards.RemoveAsync(Cancellation);
        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        await Fixture.Cards.InsertAsync("midori", Cancellation);

        // Nothing was told of the first.
        Assert.IsType<ReaderEvent.CardLaid>(await NextEventAsync());
    }

    [Fact]
    public async Task Pin_CardHangsInVerify_IsForgottenAtOnce()
    {
        await Fixture.Cards.FaultAsync(["wedge-at", "4"], Cancellation);
        await LayAsync("ken");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);
        using var pin = PinOf("ken");

        var hanging = session.VerifyAsync(pin, Cancellation);

        // Neither complete nor locked: the desk may clear it while the card hangs.
        pin.Clear();
        Assert.False(pin.IsComplete);
        Assert.Equal(CardTrouble.Unresponsive, (await hanging).Trouble);
    }

    [Fact]
    public async Task Threads_ManyWedgedCards_AllEnd()
    {
        await Fixture.Cards.FaultAsync(["wedge-at", "0"], Cancellation);
        for (var i = 0; i < 3; i++)
        {
            await LayAsync("ken");
            await UntilUnresponsiveAsync();
            await TakeAsync();
        }

        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        await LayAsync("ken");
        await using (var session = await OpenAsync())
        {
            Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
        }

        await CardThreads.UntilNoneAsync(Cancellation);
    }

    private async Task UntilUnresponsiveAsync()
    {
        var opened = await Reader.OpenAsync(Cancellation);
        if (opened.Trouble is { } trouble)
        {
            Assert.Equal(CardTrouble.Unresponsive, trouble);
            return;
        }

        await using var session = opened.Value;
        var read = await session.ReadAsync(Cancellation);
        if (read.Trouble is not null)
        {
            Assert.Equal(CardTrouble.Unresponsive, read.Trouble);
            return;
        }

        var verified = await session.VerifyAsync(PinOf("ken"), Cancellation);
        Assert.Equal(CardTrouble.Unresponsive, verified.Trouble ?? (await session.SignAsync("m"u8.ToArray(), Cancellation)).Trouble);
        Assert.Equal(CardTrouble.Unresponsive, (await session.ReadAsync(Cancellation)).Trouble);
    }
}
