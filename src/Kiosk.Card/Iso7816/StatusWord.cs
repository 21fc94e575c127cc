namespace Kiosk.Card.Iso7816;

/// <summary>SW1 SW2 (ISO 7816-4, JICSAP 1.1; the meanings on this card: OpenSC, jpki/myna, soltia48/myna-card).</summary>
internal readonly record struct StatusWord(ushort Value)
{
    public static readonly StatusWord Ok = new(0x9000);
    public static readonly StatusWord EndOfFile = new(0x6282);
    public static readonly StatusWord WrongLength = new(0x6700);
    public static readonly StatusWord PinNeeded = new(0x6982);
    public static readonly StatusWord PinBlockedIso = new(0x6983);
    public static readonly StatusWord PinBlocked = new(0x6984);
    public static readonly StatusWord NoCurrentFile = new(0x6986);

    /// <summary>Seen from one card as the answer to whatever comes first after power-up.</summary>
    public static readonly StatusWord NotAwake = new(0x6F00);

    public byte Sw1 => (byte)(Value >> 8);

    public byte Sw2 => (byte)Value;

    /// <summary>More bytes wait for GET RESPONSE.</summary>
    public bool HasMore => Sw1 == 0x61;

    /// <summary>The command is to be sent again with Le = SW2.</summary>
    public bool WantsOtherLength => Sw1 == 0x6C;

    /// <summary>The length is what is wrong.</summary>
    public bool IsAboutLength => this == WrongLength || WantsOtherLength;

    /// <summary>The nibble of 63Cx; null for any other status word. 6300 counts nothing.</summary>
    public int? TriesLeft => (Value & 0xFFF0) == 0x63C0 ? Value & 0x0F : null;

    public override string ToString() => Value.ToString("X4");
}
