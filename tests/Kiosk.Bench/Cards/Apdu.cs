namespace Kiosk.Bench.Cards;

/// <summary>Where a command's data lies, and how much it expects. The seven cases of ISO 7816-3.</summary>
internal readonly record struct Apdu(int DataAt, int DataLength, int Le)
{
    /// <summary>Null when the lengths do not fit.</summary>
    public static Apdu? Of(ReadOnlySpan<byte> command, bool noExtendedLength) => command.Length switch
    {
        < 4 => null,
        4 => new(4, 0, 0),
        5 => new(4, 0, command[4] == 0 ? 256 : command[4]),
        _ when command[4] != 0 => Short(command),
        _ when noExtendedLength || command.Length < 7 => null,
        7 => new(4, 0, Long(command[5..]) == 0 ? 65536 : Long(command[5..])),
        _ => Extended(command),
    };

    private static Apdu? Short(ReadOnlySpan<byte> command) => (command.Length - 5 - command[4]) switch
    {
        0 => new(5, command[4], 0),
        1 => new(5, command[4], command[^1] == 0 ? 256 : command[^1]),
        _ => null,
    };

    private static Apdu? Extended(ReadOnlySpan<byte> command) => (command.Length - 7 - Long(command[5..])) switch
    {
        0 => new(7, Long(command[5..]), 0),
        2 => new(7, Long(command[5..]), Long(command[^2..]) == 0 ? 65536 : Long(command[^2..])),
        _ => null,
    };

    private static int Long(ReadOnlySpan<byte> bytes) => (bytes[0] << 8) | bytes[1];
}
