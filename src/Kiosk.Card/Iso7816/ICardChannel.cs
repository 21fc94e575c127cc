using Kiosk.Cards;

namespace Kiosk.Card.Iso7816;

/// <summary>Carries one command to the card and its answer back.</summary>
internal interface ICardChannel
{
    /// <summary>The answer with its status word, at least two bytes; valid until the next call.</summary>
    CardResult<ReadOnlyMemory<byte>> Transmit(ReadOnlySpan<byte> command);
}
