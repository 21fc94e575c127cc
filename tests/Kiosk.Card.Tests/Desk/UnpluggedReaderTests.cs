using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class UnpluggedReaderTests(RigFixture fixture) : DeskTest(fixture)
{
    public override async ValueTask DisposeAsync()
    {
        await Fixture.Rig.PlugReaderAsync(CancellationToken.None);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Unplug_CardLiesThere_BothAreGoneUntilPluggedIn()
    {
        await LayAsync("hanako");
        var service = Fixture.Rig.PcscdPid;

        await Fixture.Rig.UnplugReaderAsync(Cancellation);

        // In this order: a card that goes together with its reader was not taken by the visitor.
        Assert.Equal(new ReaderEvent.StateChanged(ReaderState.Absent), await NextEventAsync());
        Assert.IsType<ReaderEvent.CardTaken>(await NextEventAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fixture.Cards.InsertAsync("taro", Cancellation));

        await Fixture.Rig.PlugReaderAsync(Cancellation);
        await UntilAsync(ReaderState.Ready);
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        Assert.Null((await session.ReadAsync(Cancellation)).Trouble);
        Assert.Equal(service, Fixture.Rig.PcscdPid);
        Assert.True(Directory.Exists($"/proc/{service}"));
    }

    [Fact]
    public async Task Start_ReaderUnplugged_HasNone()
    {
        await UntilAsync(ReaderState.Ready);
        await Fixture.Rig.UnplugReaderAsync(Cancellation);
        await Fixture.Rig.StopServiceAsync(Cancellation);
        await Fixture.Rig.StartServiceAsync(Cancellation);

        await UntilAsync(ReaderState.Absent);
        await Fixture.Rig.PlugReaderAsync(Cancellation);
        await UntilAsync(ReaderState.Ready);
    }
}
