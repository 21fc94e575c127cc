using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Iso7816;

/// <summary>A channel whose answers are written in the test.</summary>
internal sealed class ScriptedCard(Func<string, string?> answer) : ICardChannel
{
    public List<string> Commands { get; } = [];

    public CardResult<ReadOnlyMemory<byte>> Transmit(ReadOnlySpan<byte> command)
    {
        Commands.Add(Convert.ToHexString(command));
        return answer(Commands[^1]) is { } hex ? new ReadOnlyMemory<byte>(Convert.FromHexString(hex)) : CardTrouble.Removed;
    }
}
