using Kiosk.Card.Tests.Desk;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Bench;

[Collection("pcscd")]
public sealed class TwoReadersTests(RigFixture fixture) : DeskTest(fixture)
{
    public override async ValueTask DisposeAsync()
    {
        await Fixture.Cards.RemoveAsync(reader: 2, CancellationToken.None);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Insert_SecondReader_IsSeenThereWhileAnotherCardLiesOnTheFirst()
    {
        await LayAsync("hanako");
        await Fixture.Cards.InsertAsync("taro", reader: 2, Cancellation);
        await using var second = new PcscCardReader(Options with { Reader = "Virtual PCD 00 01" }, TimeProvider.System, () => true);
        await using var events = second.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        while (await events.MoveNextAsync() && events.Current is not ReaderEvent.CardLaid)
        {
            // The reader comes first.
        }

        await using (var session = (await second.OpenAsync(Cancellation)).Value)
        {
            var reading = (await session.ReadAsync(Cancellation)).Value;
            Assert.Equal(Fixture.Authority.PapersOf(Kiosk.Bench.People.Person.Named("taro")).Certificate, reading.Certificate.Der.ToArray());
        }

        Assert.NotEmpty(await Fixture.Cards.ApduLogAsync(reader: 2, Cancellation));
        Assert.Empty(await CommandsAsync());
    }

    [Fact]
    public async Task Insert_SameCardOnBoth_IsRefused()
    {
        await LayAsync("hanako");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Fixture.Cards.InsertAsync("hanako", reader: 2, Cancellation));

        Assert.Contains("other reader", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_ThirdReader_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Fixture.Cards.InsertAsync("hanako", reader: 3, Cancellation));

        Assert.Contains("1 to 2", refused.Message, StringComparison.Ordinal);
    }
}
