using System.Numerics;
using System.Security.Cryptography;

namespace Kiosk.Bench.Cards;

/// <summary>The private-key operation as the card does it: any 1 to 245 bytes, padded by PKCS#1 v1.5 type 1. The library signs hashes only.</summary>
internal sealed class RawRsa : ICardKey
{
    private const int Padding = 11;

    private readonly BigInteger modulusP;
    private readonly BigInteger modulusQ;
    private readonly BigInteger exponentP;
    private readonly BigInteger exponentQ;
    private readonly BigInteger inverseQ;
    private readonly int size;

    public RawRsa(byte[] pkcs8)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        (modulusP, modulusQ, exponentP, exponentQ) = (Number(key.P), Number(key.Q), Number(key.DP), Number(key.DQ));
        (inverseQ, size) = (Number(key.InverseQ), key.Modulus!.Length);
    }

    public byte[]? Sign(ReadOnlySpan<byte> data)
    {
        if (data.Length > size - Padding)
        {
            return null;
        }

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
