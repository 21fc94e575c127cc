using Kiosk.Bench.Cards;

namespace Kiosk.Benchmarks.Cards;

/// <summary>Measures what is done with the card that lies on the reader.</summary>
internal sealed class CardMeter(CardHostClient card)
{
    public async Task<Reading> MeasureAsync(Func<Task> work, CancellationToken cancellation)
    {
        var before = (await card.ApduLogAsync(cancellation)).Count;
        var began = TimeProvider.System.GetTimestamp();
        await work();
        var wall = TimeProvider.System.GetElapsedTime(began);
        return new(Traffic.Of([.. (await card.ApduLogAsync(cancellation)).Skip(before)]), wall);
    }
}
