namespace Kiosk.Card.Iso7816;

/// <summary>A command APDU without secrets. VERIFY is not built here: its bytes must live in a buffer that can be zeroed.</summary>
/// <param name="Le">How many bytes are wanted: 0 none, up to 256 in the short form, up to 65536 in the extended form.</param>
internal readonly record struct Command(byte Cla, byte Ins, byte P1, byte P2, ReadOnlyMemory<byte> Data = default, int Le = 0)
{
    public const int ShortMost = 256;
    public const int ExtendedMost = 65536;

    /// <summary>SELECT an application by AID, without asking for its description.</summary>
    public static Command SelectApplication(ReadOnlyMemory<byte> aid) => new(0x00, 0xA4, 0x04, 0x0C, aid);

    /// <summary>SELECT an elementary file. The card takes P1 = 02 only.</summary>
    public static Command SelectFile(ushort id) => new(0x00, 0xA4, 0x02, 0x0C, new[] { (byte)(id >> 8), (byte)id });

    /// <summary>READ BINARY of the current file; the offset has 15 bits.</summary>
    public static Command ReadBinary(int offset, int le) => new(0x00, 0xB0, (byte)((offset >> 8) & 0x7F), (byte)offset, Le: le);

    /// <summary>READ BINARY from the start of a file named by its short id.</summary>
    public static Command ReadShortFile(byte shortId, int le) => new(0x00, 0xB0, (byte)(0x80 | shortId), 0x00, Le: le);

    /// <summary>GET RESPONSE for what the card holds back.</summary>
    public static Command GetResponse(int le) => new(0x00, 0xC0, 0x00, 0x00, Le: le);

    /// <summary>The bytes of the APDU, in the shortest form that carries it.</summary>
    public byte[] Encode()
    {
        byte[] header = [Cla, Ins, P1, P2];
        if (Data.Length <= byte.MaxValue && Le <= ShortMost)
        {
            byte[] lc = Data.IsEmpty ? [] : [(byte)Data.Length];
            byte[] le = Le == 0 ? [] : [(byte)Le];
            return [.. header, .. lc, .. Data.Span, .. le];
        }

        byte[] extendedLc = Data.IsEmpty ? [0x00] : [0x00, (byte)(Data.Length >> 8), (byte)Data.Length];
        byte[] extendedLe = Le == 0 ? [] : [(byte)(Le >> 8), (byte)Le];
        return [.. header, .. extendedLc, .. Data.Span, .. extendedLe];
    }
}
