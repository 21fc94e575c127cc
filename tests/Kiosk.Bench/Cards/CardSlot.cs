namespace Kiosk.Bench.Cards;

/// <summary>One of the virtual reader's slots, which looks like a reader of its own: what lies there, and what was said to it.</summary>
/// <param name="port">On which the slot waits for a card.</param>
/// <param name="untilNoticed">vpcd drops a card that left in a command, and the service would take the next one for the same until it looks: no hand is that quick.</param>
internal sealed class CardSlot(int port, TimeSpan untilNoticed) : IAsyncDisposable
{
    private VpcdCard? laid;
    private long? leftInCommandAt;

    /// <summary>Since the card was laid.</summary>
    public ApduLog Log { get; } = new();

    /// <summary>Null where none lies.</summary>
    public EmulatedCard? Card => laid is { IsLaid: true } ? laid.Card : null;

    /// <summary>Lays a card where none lies.</summary>
    public async Task LayAsync(Func<ApduLog, VpcdCard> card, CancellationToken cancellation)
    {
        await TakeAsync();
        if (leftInCommandAt is { } since && untilNoticed - TimeProvider.System.GetElapsedTime(since) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, TimeProvider.System, cancellation);
        }

        Log.Clear();
        var next = card(Log);
        try
        {
            await next.LayAsync(port, cancellation);
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }

        laid = next;
    }

    /// <summary>Takes away whatever lies there.</summary>
    public async Task TakeAsync()
    {
        if (laid is { } card)
        {
            laid = null;
            await card.DisposeAsync();
            leftInCommandAt = card.LeftInCommandAt;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => new(TakeAsync());
}
