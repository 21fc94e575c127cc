using System.Text;
using System.Threading.Channels;
using Kiosk.Bench.People;
using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Desk;

/// <summary>A test at the reader: a real pcscd, an emulated card, and the stand's reader watching it.</summary>
[Collection("pcscd")]
public abstract class DeskTest(RigFixture fixture) : IAsyncLifetime
{
    private readonly CancellationTokenSource watching = new();
    private readonly Channel<ReaderEvent> events = Channel.CreateUnbounded<ReaderEvent>();
    private Task watch = Task.CompletedTask;

    protected RigFixture Fixture { get; } = fixture;

    private protected PcscCardReader Reader { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>For what must happen sometime: a test that waits so long has failed.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private protected virtual CardOptions Options => new(Fixture.Authority.CaFolder, Reader: null);

    protected virtual bool ClockIsTrusted => true;

    public virtual async ValueTask InitializeAsync()
    {
        await Fixture.Cards.RemoveAsync(Cancellation);
        await Fixture.Cards.FaultAsync(["clear"], Cancellation);
        Reader = new PcscCardReader(Options, TimeProvider.System, () => ClockIsTrusted);
        watch = PumpAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Fixture.Cards.RemoveAsync(CancellationToken.None);
        await Fixture.Cards.FaultAsync(["clear"], CancellationToken.None);
        await UntilEmptyAsync();
        await watching.CancelAsync();
#pragma warning disable VSTHRD003 // Started in InitializeAsync.
        await watch;
#pragma warning restore VSTHRD003
        await Reader.DisposeAsync();
        watching.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task LayAsync(string name)
    {
        await Fixture.Cards.InsertAsync(name, Cancellation);
        await EventAsync<ReaderEvent.CardLaid>();
    }

    private protected async Task TakeAsync()
    {
        await Fixture.Cards.RemoveAsync(Cancellation);
        await EventAsync<ReaderEvent.CardTaken>();
    }

    /// <summary>The next event of this kind; those before it are passed over.</summary>
    private protected async Task<T> EventAsync<T>()
        where T : ReaderEvent
    {
        while (true)
        {
            if (await NextEventAsync() is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>The reader's state as last told.</summary>
    private protected ReaderState? State { get; private set; }

    private protected async Task<ReaderEvent> NextEventAsync() => await events.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, TimeProvider.System, Cancellation);

    private protected async Task UntilAsync(ReaderState state)
    {
        while ((await EventAsync<ReaderEvent.StateChanged>()).State != state)
        {
            // Another state on the way there.
        }
    }

    private protected async Task<ICardSession> OpenAsync() => (await Reader.OpenAsync(Cancellation)).Value;

    private protected static Pin Typed(string digits)
    {
        var pin = new Pin();
        foreach (var digit in Encoding.ASCII.GetBytes(digits))
        {
            pin.Type(digit);
        }

        return pin;
    }

    private protected static Pin PinOf(string name) => Typed(Person.Named(name).Pin);

    /// <summary>What the card was told, verb by verb, without the token and the tries.</summary>
    private protected async Task<string[]> CommandsAsync() => [.. (await Fixture.Cards.ApduLogAsync(Cancellation)).Select(entry => entry.Command)];

    // The service looks at the reader every 400 ms; the next test begins without a card.
    private static async Task UntilEmptyAsync()
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        var pcsc = new LibPcscLite();
        var slot = new ReaderStatus("Virtual PCD 00 00");
        Assert.Equal(PcscCode.Success, pcsc.Establish(out var context));
        while (pcsc.WaitForChange(context, TimeSpan.FromMilliseconds(100), [slot]) != PcscCode.Success || slot.HasCard)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
        }

        pcsc.Release(context);
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var happened in Reader.WatchAsync(watching.Token))
            {
                State = happened is ReaderEvent.StateChanged changed ? changed.State : State;
                events.Writer.TryWrite(happened);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
