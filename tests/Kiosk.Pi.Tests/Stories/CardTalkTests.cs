using System.Globalization;
using Kiosk.Bench.Cards;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>What is said between stand and card, as the card heard it.</summary>
public sealed class CardTalkTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private const int TriesAndToken = 2;
    private const int BeforeThePrompt = 2;
    private const int AfterConfirm = 2;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_HappyPath_NoMoreCommandsThanNeeded()
    {
        // The first visit learns the reader's habits.
        await bench.ServeAsync();
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        var before = await SaidBeforeThePinAsync();
        Assert.Equal(BeforeThePrompt + TriesAndToken, before.Count);
        Assert.Equal("00200098 -> 0 bytes, 63C3", before[BeforeThePrompt].ToString());

        await bench.PressAsync("1234#");
        await bench.UntilAsync(VisitPhase.Finished);
        var after = (await SaidAsync()).Skip(before.Count).ToList();
        Assert.Equal(AfterConfirm, after.Count);
        Assert.Equal("0020009804********", after[0].Command);
        Assert.StartsWith("802A00", after[1].Command, StringComparison.Ordinal);
        Assert.All(after, said => Assert.Equal("9000", said.Status));
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_WrongPin_SentOnce()
    {
        await bench.InsertAsync("yuyo");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("0000#");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin, Reason: Reason.PinWrong, TriesLeft: 2 });
        Assert.Equal(["63C2"], (await SaidAsync()).Where(said => said.Command.EndsWith("**", StringComparison.Ordinal)).Select(said => said.Status));
        await bench.PressAsync("3344#");
        await bench.UntilAsync(VisitPhase.Finished);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_CardNeverAnswers_ToldAndFreeWhenItIsTaken()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.FaultAsync("wedge-at", (await SaidBeforeThePinAsync()).Count.ToString(CultureInfo.InvariantCulture));
        await bench.PressAsync("1234#");
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.TimedOut, Reason.CardUnresponsive), (shown.Visit!.Outcome!.Value, shown.Visit.Reason!.Value));
        await bench.UntilAsync(snapshot => snapshot.Stand.Reader == ReaderState.Stuck);

        await bench.TakeCardAsync();
        await bench.FaultAsync("clear");
        await bench.UntilAsync(snapshot => snapshot.Stand.State == StandState.Ready);
        await bench.ServeAsync();
    }

    private Task<IReadOnlyList<ApduLogEntry>> SaidBeforeThePinAsync() => bench.Card.ApduLogBeforeThePinAsync(TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<ApduLogEntry>> SaidAsync() => bench.Card.ApduLogAsync(TestContext.Current.CancellationToken);
}
