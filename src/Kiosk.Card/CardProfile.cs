using Kiosk.Cards;

namespace Kiosk.Card;

/// <summary>Where a generation of the card keeps its things, and how it signs: the coming card is a new profile, not a new reader.</summary>
/// <param name="Name">For people.</param>
/// <param name="Aid">Of the public-key application, 5 to 16 bytes.</param>
/// <param name="Token">File id of the token info, whose label tells a phone.</param>
/// <param name="Certificate">File id of the user authentication certificate.</param>
/// <param name="Pin">Id of the authentication PIN.</param>
/// <param name="Key">Id of the authentication key.</param>
/// <param name="Algorithm">How the key signs; a certificate with another kind of key is refused.</param>
public sealed record CardProfile(string Name, ReadOnlyMemory<byte> Aid, ushort Token, ushort Certificate, ushort Pin, ushort Key, SignatureAlgorithm Algorithm)
{
    /// <summary>The card issued since 2016 (jpki/myna, OpenSC, soltia48/myna-card).</summary>
    public static CardProfile Jpki { get; } = new(
        "JPKI", new byte[] { 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 },
        Token: 0x0006, Certificate: 0x000A, Pin: 0x0018, Key: 0x0017, SignatureAlgorithm.RS256);
}
