using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

public sealed class ServiceTests(RigFixture fixture) : DeskTest(fixture)
{
    private protected override CardOptions Options => base.Options with { CallLimit = TimeSpan.FromSeconds(1) };

    public override async ValueTask DisposeAsync()
    {
        if (Fixture.Rig.PcscdPid == 0)
        {
            await Fixture.Rig.StartServiceAsync(CancellationToken.None);
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task Watch_ServiceKilledAndBack_TellsAndRecovers()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await session.ReadAsync(Cancellation);

        await Fixture.Rig.StopServiceAsync(Cancellation);
        Assert.Equal(new ReaderEvent.StateChanged(ReaderState.ServiceDown), await NextEventAsync());
        Assert.IsType<ReaderEvent.CardTaken>(await NextEventAsync());
        Assert.Equal(CardTrouble.ReaderLost, (await session.VerifyAsync(PinOf("hanako"), Cancellation)).Trouble);
        Assert.Equal(CardTrouble.ReaderLost, (await Reader.OpenAsync(Cancellation)).Trouble);

        await Fixture.Rig.StartServiceAsync(Cancellation);
        await UntilAsync(ReaderState.Ready);
        await LayAsync("hanako");
        await using var next = await OpenAsync();
        Assert.Equal(new PinTries(3), (await next.ReadAsync(Cancellation)).Value.Tries);
    }

    [Fact]
    public async Task Visit_ServiceKilledWhileTheCardThinks_IsReaderLost()
    {
        await Fixture.Cards.FaultAsync(["slow", "200"], Cancellation);
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        var reading = session.ReadAsync(Cancellation);
        while ((await CommandsAsync()).Length == 0)
        {
            // The first answer is given, the next command is on its way.
        }

        await Fixture.Rig.StopServiceAsync(Cancellation);

        Assert.Equal(CardTrouble.ReaderLost, (await reading).Trouble);
    }

    [Fact]
    public async Task Visit_ServiceDiesInTheMiddle_IsReaderLost()
    {
        await LayAsync("hanako");
        await using var session = await OpenAsync();
        await Fixture.Cards.FaultAsync(["torn"], Cancellation);

        var read = await session.ReadAsync(Cancellation);

        Assert.Contains(read.Trouble, new CardTrouble?[] { CardTrouble.ReaderLost, CardTrouble.Removed });
        await EventAsync<ReaderEvent.CardTaken>();
        await Fixture.Rig.StopServiceAsync(Cancellation);
    }

    [Fact]
    public async Task Watch_ServiceFrozen_IsDownUntilItThaws()
    {
        await LayAsync("hanako");
        var session = await OpenAsync();
        await Fixture.Rig.FreezeServiceAsync(Cancellation);
        try
        {
            Assert.Equal(CardTrouble.Unresponsive, (await session.ReadAsync(Cancellation)).Trouble);
            await session.DisposeAsync();
            await UntilAsync(ReaderState.ServiceDown);
        }
        finally
        {
            await Fixture.Rig.ThawServiceAsync(CancellationToken.None);
        }

        await UntilAsync(ReaderState.Ready);
        await EventAsync<ReaderEvent.CardLaid>();
        await using var next = await OpenAsync();
        Assert.Null((await next.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Dispose_ServiceFrozen_ComesBack()
    {
        await LayAsync("hanako");
        var session = await OpenAsync();
        await Fixture.Rig.FreezeServiceAsync(Cancellation);
        try
        {
            await session.DisposeAsync().AsTask().WaitAsync(Patience, TimeProvider.System, Cancellation);
        }
        finally
        {
            await Fixture.Rig.ThawServiceAsync(CancellationToken.None);
        }

        Assert.NotNull((await session.ReadAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Watch_ReaderWithAnotherName_IsAbsent()
    {
        await using var reader = new PcscCardReader(Options with { Reader = "No such *" }, TimeProvider.System, () => true);
        await using var events = reader.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(new ReaderEvent.StateChanged(ReaderState.Absent), events.Current);
        Assert.Equal(CardTrouble.ReaderLost, (await reader.OpenAsync(Cancellation)).Trouble);
    }

    [Fact]
    public async Task Watch_CardLiesThereAlready_IsReportedAsLaid()
    {
        await LayAsync("hanako");
        await using var reader = new PcscCardReader(Options with { Reader = "Virtual*00 00" }, TimeProvider.System, () => true);
        await using var events = reader.WatchAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        // On a busy machine the service may be given up and found again first; the card comes after its reader in any case.
        var before = new List<ReaderEvent>();
        while (await events.MoveNextAsync() && events.Current is not ReaderEvent.CardLaid)
        {
            before.Add(events.Current);
        }

        Assert.All(before, happened => Assert.IsType<ReaderEvent.StateChanged>(happened));
        Assert.Equal(new ReaderEvent.StateChanged(ReaderState.Ready), before[^1]);
    }

    [Fact]
    public async Task Events_CardsComeAndGo_LaidAndTakenAlternate()
    {
        for (var i = 0; i < 3; i++)
        {
            await LayAsync("hanako");
            await TakeAsync();
        }
    }
}
