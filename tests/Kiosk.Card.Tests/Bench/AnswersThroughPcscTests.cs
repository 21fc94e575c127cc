using Kiosk.Card.Tests.Desk;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Bench;

/// <summary>What a real service makes of spoilt answers reaches the stand, and the next card is served.</summary>
public sealed class AnswersThroughPcscTests(RigFixture fixture) : DeskTest(fixture)
{
    [Theory]
    [InlineData("huge")]
    [InlineData("empty")]
    [InlineData("no-status")]
    [InlineData("foreign")]
    [InlineData("not-a-certificate")]
    [InlineData("swap-at 1 licence")]
    public async Task Read_SpoiltAnswer_IsAResultAndTheServiceLives(string fault)
    {
        var service = Fixture.Rig.PcscdPid;
        await Fixture.Cards.FaultAsync(fault.Split(' '), Cancellation);
        await LayAsync("hanako");
        await using (var session = await OpenAsync())
        {
            Assert.NotNull((await session.ReadAsync(Cancellation)).Trouble);
        }

        await Fixture.Cards.RemoveAsync(Cancellation);
        await EventAsync<ReaderEvent.CardTaken>();
        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        await LayAsync("hanako");
        await using var next = await OpenAsync();
        Assert.Null((await next.ReadAsync(Cancellation)).Trouble);
        Assert.True(Directory.Exists($"/proc/{service}"));
    }
}
