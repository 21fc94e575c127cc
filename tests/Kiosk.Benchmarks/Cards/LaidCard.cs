using Kiosk.Bench.Cards;
using Kiosk.Card;
using Kiosk.Cards;

namespace Kiosk.Benchmarks.Cards;

/// <summary>Waits for what the stand's own reader tells, instead of for a while.</summary>
internal static class LaidCard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Lays a card; returns when the reader has seen it.</summary>
    public static async Task LayAsync(CardHostClient cards, PcscCardReader reader, string name, CancellationToken cancellation)
    {
        await cards.InsertAsync(name, cancellation);
        await UntilAsync<ReaderEvent.CardLaid>(reader, cancellation);
    }

    private static async Task UntilAsync<T>(PcscCardReader reader, CancellationToken cancellation)
        where T : ReaderEvent
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        either.CancelAfter(Patience);
        try
        {
            await foreach (var happened in reader.WatchAsync(either.Token).WithCancellation(either.Token))
            {
                if (happened is T)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Told below.
        }

        throw new TimeoutException($"The reader never told of {typeof(T).Name}.");
    }
}
