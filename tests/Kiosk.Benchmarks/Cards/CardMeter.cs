using Kiosk.Bench.Cards;

namespace Kiosk.Benchmarks.Cards;

/// <summary>Measures what is done with the card that lies on the reader.</summary>
internal sealed class CardMeter(CardHostClient card)
{
    // Between two looks into the log.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>How much the card was told so far.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation) => (await card.ApduLogAsync(cancellation)).Count;

    /// <summary>Waits until the card was told something, after so much that it was told before.</summary>
    public async Task UntilToldAsync(int before, Func<ApduLogEntry, bool> expected, CancellationToken cancellation)
    {
        while (!(await card.ApduLogAsync(cancellation)).Skip(before).Any(expected))
        {
            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }
    }

    /// <param name="work">What is measured.</param>
    /// <param name="isBeside">Of what the card was told, that for which the work does not wait; null: it waits for everything.</param>
    public async Task<Reading> MeasureAsync(Func<Task> work, CancellationToken cancellation, Func<ApduLogEntry, bool>? isBeside = null)
    {
        var before = await CountAsync(cancellation);
        var began = TimeProvider.System.GetTimestamp();
        await work();
        var wall = TimeProvider.System.GetElapsedTime(began);
        return new(Traffic.Of([.. (await card.ApduLogAsync(cancellation)).Skip(before).Where(entry => isBeside?.Invoke(entry) != true)]), wall);
    }
}
