namespace Kiosk.Bench.Cards;

/// <summary>
/// How long a card of ISO 14443 type B takes on the air. A byte is a character of 10 etu (start, eight bits, stop), an etu is one bit. What is said goes in
/// blocks of at most 256 bytes, of which PCB and CRC take three; each block is answered by one, which is an empty one while the other side goes on, and each
/// such exchange costs half a millisecond of turning around. The card itself takes time for a signature only. By it, certificate, PIN and signature in four
/// commands take about half a second at 106 kbit/s.
/// </summary>
/// <param name="Kilobits">The rate both ways, kbit/s.</param>
internal sealed record ContactlessModel(int Kilobits)
{
    private const int BitsPerByte = 10;
    private const int LongestBlock = 256;
    private const int Frame = 3;

    private static readonly TimeSpan TurnAround = TimeSpan.FromMilliseconds(0.5);
    private static readonly TimeSpan Signature = TimeSpan.FromMilliseconds(300);

    /// <summary>From the first bit of the command to the last one of the answer.</summary>
    public TimeSpan TimeOf(ReadOnlySpan<byte> command, ReadOnlySpan<byte> answer)
    {
        var exchanges = Blocks(command) + Blocks(answer) - 1;
        var bytes = command.Length + answer.Length + (exchanges * 2 * Frame);
        var onAir = TimeSpan.FromMilliseconds((double)bytes * BitsPerByte / Kilobits) + (exchanges * TurnAround);
        return command is [0x80, 0x2A, ..] && answer is [.., 0x90, 0x00] ? onAir + Signature : onAir;
    }

    private static int Blocks(ReadOnlySpan<byte> bytes) => Math.Max(1, (int)Math.Ceiling((double)bytes.Length / (LongestBlock - Frame)));
}
