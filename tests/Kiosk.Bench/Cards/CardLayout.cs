namespace Kiosk.Bench.Cards;

/// <summary>Where a card keeps what, and how its key signs.</summary>
/// <param name="Aid">Of its application.</param>
/// <param name="Token">File of the token info.</param>
/// <param name="Certificate">File of the user authentication certificate.</param>
/// <param name="Pin">The PIN object of the authentication key.</param>
/// <param name="Key">The authentication key.</param>
/// <param name="Signs">It also has a signing certificate with its own password.</param>
/// <param name="OpenKey">The key's operation, from PKCS#8.</param>
internal sealed record CardLayout(byte[] Aid, ushort Token, ushort Certificate, ushort Pin, ushort Key, bool Signs, Func<byte[], ICardKey> OpenKey)
{
    /// <summary>The cards of today.</summary>
    public static CardLayout Jpki { get; } = new(
        [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01], 0x0006, 0x000A, 0x0018, 0x0017, Signs: true, key => new RawRsa(key));

    /// <summary>
    /// The card to come, as far as it is known: P-384 with SHA-384. The rest is not published, so it is the bench's own, with a name in the range F of ISO 7816-5,
    /// which is nobody's and needs no registration.
    /// </summary>
    public static CardLayout Next { get; } = new(
        [0xF0, 0x4B, 0x49, 0x4F, 0x53, 0x4B, 0x01], 0x0006, 0x000C, 0x0012, 0x0011, Signs: false, key => new EcdsaP384Key(key));
}

/// <summary>The private-key operation of a card.</summary>
internal interface ICardKey
{
    /// <summary>Null when the card does not sign such data.</summary>
    byte[]? Sign(ReadOnlySpan<byte> data);
}
