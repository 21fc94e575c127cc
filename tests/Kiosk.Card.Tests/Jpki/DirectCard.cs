using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Jpki;

/// <summary>An emulated card without a reader in between, whose answers a test may spoil.</summary>
internal sealed class DirectCard(Person person, CardPapers papers, Func<byte[], byte[]>? spoil = null) : ICardChannel
{
    private readonly EmulatedCard card = new(person, papers);

    public List<string> Commands { get; } = [];

    public int Tries => card.Tries;

    public CardFaults Faults { get; set; } = new();

    public CardResult<ReadOnlyMemory<byte>> Transmit(ReadOnlySpan<byte> command)
    {
        Commands.Add(Convert.ToHexString(command));
        var answer = card.Answer(command, Faults);
        answer = spoil is null ? answer : spoil(answer);
        return answer.Length == 0 ? CardTrouble.Removed : new ReadOnlyMemory<byte>(answer);
    }
}
