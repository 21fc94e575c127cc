using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card;
using Kiosk.Cards;

namespace Kiosk.Benchmarks.Soak;

/// <summary>A card that hangs, and after it a good one.</summary>
internal sealed class WedgedVisits : IAsyncDisposable
{
    // SELECT, token, certificate, tries, VERIFY, signature.
    private const int Commands = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Person Ken = Person.Named("ken");

    private readonly CardHostClient cards;
    private readonly PcscCardReader reader;
    private readonly Channel<ReaderEvent> events = Channel.CreateUnbounded<ReaderEvent>();
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    public WedgedVisits(CardHostClient cards, PcscCardReader reader)
    {
        (this.cards, this.reader) = (cards, reader);
        watching = WatchAsync();
    }

    /// <returns>What it came to instead of what it should; null when all was well.</returns>
    public async Task<string?> VisitAsync(int number, CancellationToken stop)
    {
        var at = number % Commands;
        try
        {
            await cards.FaultAsync(["wedge-at", at.ToString(CultureInfo.InvariantCulture)], stop);
            var wedged = await LaidAsync(stop);
            await cards.FaultAsync(["clear"], stop);
            var good = await LaidAsync(stop);
            return (wedged, good) switch
            {
                (not CardTrouble.Unresponsive, _) => $"a card that hangs in command {at}: {wedged?.ToString() ?? "served"} instead of {CardTrouble.Unresponsive}",
                (_, { } trouble) => $"the card after the one that hung in command {at}: {trouble}",
                _ => null,
            };
        }
        catch (TimeoutException e)
        {
            return e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await watching;
#pragma warning restore VSTHRD003
        end.Dispose();
    }

    // Laid, served as far as it goes, taken.
    private async Task<CardTrouble?> LaidAsync(CancellationToken stop)
    {
        await cards.InsertAsync(Ken.Key, stop);
        await UntilAsync<ReaderEvent.CardLaid>(stop);
        var trouble = await ServeAsync(stop);
        await cards.RemoveAsync(stop);
        await UntilAsync<ReaderEvent.CardTaken>(stop);
        return trouble;
    }

    private async Task<CardTrouble?> ServeAsync(CancellationToken stop)
    {
        var opened = await reader.OpenAsync(stop);
        if (opened.Trouble is { } closed)
        {
            return closed;
        }

        await using var session = opened.Value;
        if ((await session.ReadAsync(stop)).Trouble is { } unread)
        {
            return unread;
        }

        using var pin = new Pin();
        foreach (var digit in Encoding.ASCII.GetBytes(Ken.Pin))
        {
            pin.Type(digit);
        }

        return (await session.VerifyAsync(pin, stop)).Trouble ?? (await session.SignAsync("a message"u8.ToArray(), stop)).Trouble;
    }

    private async Task UntilAsync<T>(CancellationToken stop)
        where T : ReaderEvent
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        either.CancelAfter(Patience);
        try
        {
            while (await events.Reader.ReadAsync(either.Token) is not T)
            {
                // Another event before it.
            }
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"The reader never told of {typeof(T).Name}.", late);
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var happened in reader.WatchAsync(end.Token))
            {
                events.Writer.TryWrite(happened);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }
}
