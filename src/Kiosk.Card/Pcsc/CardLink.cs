using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Pcsc;

/// <summary>The connection to the card on one reader: a context, a handle and a transaction of its own. Blocking; on the card's thread only.</summary>
internal sealed class CardLink(IPcsc pcsc, ReaderChoice choice, Watchdog watchdog) : ICardChannel
{
    // The largest extended answer and its status word.
    private readonly byte[] answer = new byte[65538];
    private nint context;
    private nint card;
    private uint protocol;
    private bool inTransaction;

    /// <summary>Finds the reader with the card and begins the transaction; the reader's name.</summary>
    public CardResult<string> Open()
    {
        var reader = string.Empty;
        var trouble = Call(() => pcsc.Establish(out context))
            ?? FindReader(out reader)
            ?? Call(() => pcsc.Connect(context, reader, out card, out protocol))
            ?? Call(() => pcsc.BeginTransaction(card));
        inTransaction = trouble is null;
        return trouble is { } why ? why : reader;
    }

    /// <inheritdoc />
    public CardResult<ReadOnlyMemory<byte>> Transmit(ReadOnlySpan<byte> command)
    {
        if (!watchdog.TryEnter())
        {
            return CardTrouble.Unresponsive;
        }

        var code = pcsc.Transmit(card, protocol, command, answer, out var length);
        watchdog.Leave();
        return code != PcscCode.Success ? LinkTrouble.Of(code)
            // A card pulled in the middle of a command: the service calls that a success without an answer.
            : length == 0 ? CardTrouble.Removed
            : new ReadOnlyMemory<byte>(answer, 0, length);
    }

    /// <summary>Lets go of everything; the card loses its power. Nothing can be done about a failure here, and nothing needs to be.</summary>
    public void Close()
    {
        if (inTransaction)
        {
            pcsc.EndTransaction(card);
        }

        if (card != 0)
        {
            pcsc.Disconnect(card);
        }

        if (context != 0)
        {
            pcsc.Release(context);
        }

        (inTransaction, card, context) = (false, 0, 0);
        Array.Clear(answer);
    }

    private CardTrouble? FindReader(out string reader)
    {
        IReadOnlyList<string> names = [];
        IReadOnlyList<ReaderStatus> seen = [];
        var trouble = Call(() => pcsc.ListReaders(context, out names))
            ?? ((seen = choice.Among(names)).Count == 0 ? CardTrouble.ReaderLost : Call(() => pcsc.WaitForChange(context, TimeSpan.Zero, seen)));
        reader = choice.WithCard(seen)?.Name ?? string.Empty;
        return trouble ?? (reader.Length == 0 ? CardTrouble.Removed : null);
    }

    private CardTrouble? Call(Func<uint> call)
    {
        if (!watchdog.TryEnter())
        {
            return CardTrouble.Unresponsive;
        }

        var code = call();
        watchdog.Leave();
        return code == PcscCode.Success ? null : LinkTrouble.Of(code);
    }
}
