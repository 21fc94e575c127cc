using CsCheck;

namespace Kiosk.Card.Tests.Fuzz;

/// <summary>What a hostile card makes of one right answer. Made from right answers, so that it gets past the first look.</summary>
internal sealed record Spoil(SpoilKind Kind, int At, byte Value, byte[] Noise)
{
    // Words that the stand acts upon, and some that it does not.
    private static readonly ushort[] StatusWords =
        [0x9000, 0x6282, 0x63C0, 0x63C1, 0x63CF, 0x6300, 0x6700, 0x6982, 0x6983, 0x6984, 0x6986, 0x6A82, 0x6A86, 0x6B00, 0x6C00, 0x6CFF, 0x6100, 0x61FF, 0x6D00, 0x6F00];

    public static Gen<Spoil> Any { get; } = Gen.Select(
        Gen.Frequency((8, Gen.Const(SpoilKind.Nothing)), (9, Gen.Enum<SpoilKind>())), Gen.Int[0, 2000], Gen.Byte, Gen.Byte.Array[0, 40], (kind, at, value, noise) => new Spoil(kind, at, value, noise));

    public byte[] Of(byte[] answer) => Kind switch
    {
        SpoilKind.Nothing => answer,
        SpoilKind.Byte when answer.Length > 0 => With(answer, At % answer.Length),
        SpoilKind.Header when answer.Length > 4 => With(answer, At % 4),
        SpoilKind.Cut => answer[..(At % (answer.Length + 1))],
        SpoilKind.Status when answer.Length >= 2 => [.. answer[..^2], .. Word],
        SpoilKind.StatusOnly => Word,
        SpoilKind.MoreForEver => [.. Noise, 0x61, Value],
        SpoilKind.Huge => [.. new byte[65536], 0x90, 0x00],
        SpoilKind.Padded when answer.Length >= 2 => [.. answer[..^2], .. Noise, .. answer[^2..]],
        SpoilKind.Noise => Noise,
        SpoilKind.Nested => [0x30, 0x82, Value, (byte)At, .. Noise, 0x90, 0x00],
        _ => [],
    };

    private byte[] Word => [(byte)(StatusWords[At % StatusWords.Length] >> 8), (byte)StatusWords[At % StatusWords.Length]];

    private byte[] With(byte[] answer, int at) => [.. answer[..at], Value, .. answer[(at + 1)..]];
}

/// <summary>See <see cref="Spoil.Of"/>.</summary>
internal enum SpoilKind
{
    Nothing,
    Byte,
    Header,
    Cut,
    Status,
    StatusOnly,
    MoreForEver,
    Huge,
    Padded,
    Noise,
    Nested,
    Silence,
}
