namespace Kiosk.Cards;

/// <summary>How a card signs: the names of the authority's contract (and of JOSE, RFC 7518).</summary>
public enum SignatureAlgorithm
{
    /// <summary>RSA, PKCS#1 v1.5 with SHA-256: the card of today.</summary>
    RS256,

    /// <summary>ECDSA on P-384 with SHA-384, r and s side by side: announced for the coming card.</summary>
    ES384,
}

/// <summary>A signature by the card's authentication key, checked with the certificate that was read.</summary>
public readonly record struct CardSignature(SignatureAlgorithm Algorithm, ReadOnlyMemory<byte> Bytes);
