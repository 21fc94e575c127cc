namespace Kiosk.Bench.Cards;

/// <summary>One command that the card was given, and its answer.</summary>
/// <param name="Command">Hex; what a VERIFY carries is shown as ** for each byte.</param>
/// <param name="Status">The status word in hex; "none" where the card did not answer.</param>
/// <param name="AnswerBytes">Bytes of the answer before the status word.</param>
/// <param name="CardTime">What the card and the way to it took by its model of time; zero without one.</param>
public sealed record ApduLogEntry(string Command, string Status, int AnswerBytes, TimeSpan CardTime = default)
{
    /// <inheritdoc />
    public override string ToString() => $"{Command} -> {AnswerBytes} bytes, {Status}";
}

/// <summary>What was said since the card was laid. Also the power that came and went.</summary>
internal sealed class ApduLog
{
    private readonly Lock gate = new();
    private readonly List<ApduLogEntry> entries = [];

    public IReadOnlyList<ApduLogEntry> Entries
    {
        get { lock (gate) { return [.. entries]; } }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    public void Power(string what) => Add(new($"({what})", "none", 0));

    public void Said(ReadOnlySpan<byte> command, ReadOnlySpan<byte> answer, TimeSpan cardTime = default) => Add(answer.Length < 2
        ? new(Masked(command), "none", 0, cardTime)
        : new(Masked(command), Convert.ToHexString(answer[^2..]), answer.Length - 2, cardTime));

    // INS 20 and 24 carry PINs.
    private static string Masked(ReadOnlySpan<byte> command) => command is [_, 0x20 or 0x24, _, _, _, _, ..]
        ? Convert.ToHexString(command[..5]) + string.Concat(Enumerable.Repeat("**", command.Length - 5))
        : Convert.ToHexString(command);

    private void Add(ApduLogEntry entry)
    {
        lock (gate)
        {
            entries.Add(entry);
        }
    }
}
