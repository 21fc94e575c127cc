using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Pcsc;
using Kiosk.Card.Tests.Pcsc;

namespace Kiosk.Card.Tests.Fuzz;

/// <summary>A service with a card on its one reader, whose answers are spoilt one by one; calls may fail with any code.</summary>
internal sealed class FuzzedPcsc(Person person, CardPapers papers, IReadOnlyList<Spoil> spoils) : OneCardPcsc
{
    private static readonly uint[] Codes =
        [PcscCode.NotTransacted, PcscCode.RemovedCard, PcscCode.ResetCard, PcscCode.CommError, PcscCode.SharingViolation, PcscCode.ReaderUnavailable, 0x80100001, 0xFFFFFFFF];

    private readonly EmulatedCard card = new(person, papers);
    private readonly CardFaults faults = new();

    public List<byte[]> Commands { get; } = [];

    public int Tries => card.Tries;

    public override uint Transmit(nint handle, uint protocol, ReadOnlySpan<byte> command, Span<byte> answer, out int length)
    {
        var spoil = spoils[Commands.Count % spoils.Count];
        Commands.Add(command.ToArray());
        if (spoil is { Kind: SpoilKind.Silence, Value: > 127 })
        {
            length = 0;
            return Codes[spoil.At % Codes.Length];
        }

        var said = spoil.Of(card.Answer(command, faults));
        length = Math.Min(said.Length, answer.Length);
        said.AsSpan(0, length).CopyTo(answer);
        return PcscCode.Success;
    }
}
