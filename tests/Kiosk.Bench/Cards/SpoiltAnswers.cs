namespace Kiosk.Bench.Cards;

/// <summary>What becomes of an answer on its way out of the card.</summary>
internal sealed class SpoiltAnswers
{
    private const byte ReadBinary = 0xB0;
    private const int Short = 256;

    // The most that the reader's two bytes of length can say, without the status word.
    private const int Most = ushort.MaxValue - 2;

    private byte[] held = [];

    public void Forget() => held = [];

    /// <summary>The next piece of what was held back; null when the command asks for something else, upon which it is lost.</summary>
    public byte[]? Held(ReadOnlySpan<byte> command, CardFaults faults)
    {
        if (faults.GetsResponse && held.Length > 0 && command is [0x00, 0xC0, 0x00, 0x00, var le])
        {
            var piece = held[..Math.Min(le == 0 ? Short : le, held.Length)];
            held = held[piece.Length..];
            return held.Length == 0 ? [.. piece, 0x90, 0x00] : [.. piece, 0x61, More(held.Length)];
        }

        held = [];
        return null;
    }

    public byte[] Of(ReadOnlySpan<byte> command, byte[] answer, CardFaults faults)
    {
        var reads = command.Length > 1 && command[1] == ReadBinary;
        var (data, isWhole) = (answer[..^2], answer is [.., 0x90, 0x00]);
        switch (faults)
        {
            case { Answers: SpoiltAnswer.Empty }:
                return [];
            case { Answers: SpoiltAnswer.NoStatus }:
                return answer[..1];
            case { Answers: SpoiltAnswer.Endless61 }:
                return [.. new byte[0xFF], 0x61, 0xFF];
            case { Answers: SpoiltAnswer.Endless6C } when reads:
                return [0x6C, 0x20];
            case { Answers: SpoiltAnswer.Huge } when reads:
                return [.. new byte[Most], 0x90, 0x00];
            case { ShortPieces: { } most } when reads && isWhole && data.Length > most:
                return [.. data[..most], 0x90, 0x00];
            case { GetsResponse: true } when isWhole && data.Length > 0:
                held = data;
                return [0x61, More(data.Length)];
            default:
                return answer;
        }
    }

    private static byte More(int bytes) => bytes >= Short ? (byte)0 : (byte)bytes;
}
