namespace Kiosk.Card.Jpki;

/// <summary>How long a certificate is, by its own first four bytes: the file that holds it may be longer.</summary>
internal static class DerLength
{
    /// <summary>The header that tells the length: SEQUENCE, two bytes of length.</summary>
    public const int Header = 4;

    /// <summary>Length with header; null when this is not the start of a certificate (none is shorter than 256 bytes).</summary>
    public static int? Of(ReadOnlySpan<byte> start) =>
        start is [0x30, 0x82, var high, var low, ..] && high != 0 ? Header + ((high << 8) | low) : null;
}
