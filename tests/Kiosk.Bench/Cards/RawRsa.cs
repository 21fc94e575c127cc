using System.Numerics;
using System.Security.Cryptography;

namespace Kiosk.Bench.Cards;

/// <summary>The private-key operation as the card does it: any 1 to 245 bytes, padded by PKCS#1 v1.5 type 1. The library signs hashes only.</summary>
internal sealed class RawRsa(RSAParameters key)
{
    private readonly BigInteger modulusP = Number(key.P!);
    private readonly BigInteger modulusQ = Number(key.Q!);
    private readonly BigInteger exponentP = Number(key.DP!);
    private readonly BigInteger exponentQ = Number(key.DQ!);
    private readonly BigInteger inverseQ = Number(key.InverseQ!);
    private readonly int size = key.Modulus!.Length;

    /// <summary>The most that fits: 11 bytes are padding.</summary>
    public int MostBytes => size - 11;

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var block = new byte[size];
        block.AsSpan().Fill(0xFF);
        (block[0], block[1], block[size - data.Length - 1]) = (0x00, 0x01, 0x00);
        data.CopyTo(block.AsSpan(size - data.Length));

        var message = Number(block);
        var p = BigInteger.ModPow(message, exponentP, modulusP);
        var q = BigInteger.ModPow(message, exponentQ, modulusQ);
        var difference = (p - q) % modulusP;
        var factor = inverseQ * (difference.Sign < 0 ? difference + modulusP : difference) % modulusP;
        var signature = (q + (factor * modulusQ)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - signature.Length], .. signature];
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
