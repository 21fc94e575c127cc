using Kiosk.Cards;

namespace Kiosk.Card.Iso7816;

/// <summary>What the card said to a command.</summary>
internal readonly record struct Answer(StatusWord Status, ReadOnlyMemory<byte> Data)
{
    public bool IsOk => Status == StatusWord.Ok;
}

/// <summary>Commands and answers on one channel. Bounded, whatever the card says: it may be anybody's.</summary>
internal sealed class CardConversation(ICardChannel channel)
{
    /// <summary>No file that is read here comes near this; the certificate has about 1.6 KB.</summary>
    public const int MostBytes = 8 * 1024;

    /// <summary>A visit on the most stubborn card takes 16 commands; three wrong PINs and as many signatures add a dozen.</summary>
    public const int MostCommands = 256;

    private const int MostPieces = 40;

    private int sent;

    /// <summary>Sends a command; fetches what the card holds back (61xx) and sends it again with the length that the card wants (6Cxx, once).</summary>
    public CardResult<Answer> Send(Command command)
    {
        var result = SendOnce(command.Encode());
        if (result.Trouble is null && result.Value.Status.WantsOtherLength && command.Le != 0)
        {
            result = SendOnce((command with { Le = Wanted(result.Value.Status.Sw2) }).Encode());
        }

        return result.Trouble is null && result.Value.Status.HasMore ? Collect(result.Value) : result;
    }

    /// <summary>Sends these bytes once, and nothing after them, whatever the card says.</summary>
    public CardResult<Answer> SendOnce(ReadOnlySpan<byte> command)
    {
        if (++sent > MostCommands)
        {
            return CardTrouble.Unreadable;
        }

        var result = channel.Transmit(command);
        if (result.Trouble is { } trouble)
        {
            return trouble;
        }

        var bytes = result.Value.Span;
        return bytes.Length < 2
            ? CardTrouble.Unreadable
            : new Answer(new StatusWord((ushort)((bytes[^2] << 8) | bytes[^1])), bytes[..^2].ToArray());
    }

    private CardResult<Answer> Collect(Answer first)
    {
        var data = new List<byte>(first.Data.Length + first.Status.Sw2);
        data.AddRange(first.Data.Span);
        var status = first.Status;
        for (var pieces = 0; status.HasMore; pieces++)
        {
            if (pieces == MostPieces || data.Count > MostBytes)
            {
                return CardTrouble.Unreadable;
            }

            var result = SendOnce(Command.GetResponse(Wanted(status.Sw2)).Encode());
            if (result.Trouble is { } trouble)
            {
                return trouble;
            }

            data.AddRange(result.Value.Data.Span);
            status = result.Value.Status;
        }

        return new Answer(status, data.ToArray());
    }

    private static int Wanted(byte sw2) => sw2 == 0 ? Command.ShortMost : sw2;
}
