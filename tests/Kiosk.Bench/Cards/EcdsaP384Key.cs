using System.Security.Cryptography;

namespace Kiosk.Bench.Cards;

/// <summary>ECDSA on P-384: takes a bare SHA-384 digest, answers r and s, 48 bytes each.</summary>
internal sealed class EcdsaP384Key(byte[] pkcs8) : ICardKey
{
    public byte[]? Sign(ReadOnlySpan<byte> data)
    {
        if (data.Length != SHA384.HashSizeInBytes)
        {
            return null;
        }

        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key.SignHash(data, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
