namespace Kiosk.Cards;

/// <summary>The reader on the desk and the card on it.</summary>
public interface ICardReader : IAsyncDisposable
{
    /// <summary>
    /// What happens at the reader, from now on, without end: every change of the reader's state, every card laid and taken.
    /// A card that lies there already is reported as laid. Laid and taken alternate strictly; of a card that goes
    /// together with its reader, the reader's state is told first. Recovers by itself from whatever breaks.
    /// </summary>
    IAsyncEnumerable<ReaderEvent> WatchAsync(CancellationToken cancellation);

    /// <summary>How many cards never answered and were given up, since the stand started.</summary>
    int GivenUpCards { get; }

    /// <summary>Grows while a watch goes on, whatever reader, service and card do: when it stands still, the watch itself is broken.</summary>
    long Looks { get; }

    /// <summary>Begins the one transaction with the card that lies on the reader; it lasts until the session is disposed, which takes the card's power away.</summary>
    Task<CardResult<ICardSession>> OpenAsync(CancellationToken cancellation);
}

/// <summary>One transaction with one card. Not for two callers at once.</summary>
public interface ICardSession : IAsyncDisposable
{
    /// <summary>Recognises the card, reads tries and certificate, and checks the certificate against the pinned authorities and today's date. Spends no try.</summary>
    Task<CardResult<CardReading>> ReadAsync(CancellationToken cancellation);

    /// <summary>
    /// Sends the PIN once and zeroes it. Never repeated by itself, whatever happened. A phone that passed for a card until now is told here, before the PIN is sent.
    /// </summary>
    Task<CardResult<PinVerdict>> VerifyAsync(Pin pin, CancellationToken cancellation);

    /// <summary>Signs a message with the authentication key and checks the signature with the certificate that was read.</summary>
    Task<CardResult<CardSignature>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);
}
