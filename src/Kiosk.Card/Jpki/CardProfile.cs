namespace Kiosk.Card.Jpki;

/// <summary>An elementary file, key or PIN object: by short id (5 bits), and by file id for cards and readers that refuse the short one.</summary>
internal readonly record struct FileRef(byte ShortId, ushort Id);

/// <summary>Where a generation of the card keeps its things. The coming card is to be a new profile, not a new reader.</summary>
internal sealed record CardProfile(ReadOnlyMemory<byte> Aid, FileRef Token, FileRef Certificate, FileRef Pin, FileRef Key)
{
    /// <summary>The public-key application of the card issued since 2016 (jpki/myna, OpenSC, soltia48/myna-card).</summary>
    public static CardProfile Jpki { get; } = new(
        new byte[] { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 },
        Token: new(0x06, 0x0006), Certificate: new(0x0A, 0x000A), Pin: new(0x18, 0x0018), Key: new(0x17, 0x0017));
}
