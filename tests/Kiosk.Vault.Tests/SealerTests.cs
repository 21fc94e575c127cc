using System.Security.Cryptography;
using CsCheck;

namespace Kiosk.Vault.Tests;

public sealed class SealerTests : IDisposable
{
    private static readonly Guid Row = Guid.CreateVersion7(VaultBench.Noon);

    private readonly VaultKey key = VaultKey.Make();
    private readonly Sealer sealer;

    public SealerTests()
    {
        sealer = new Sealer(key, "results");
    }

    [Fact]
    public void Open_SealedValue_GivesItBack() =>
        Gen.Byte.Array[0, 300].Sample(plain => sealer.Open("t.c", Row, sealer.Seal("t.c", Row, plain))!.SequenceEqual(plain), threads: 1);

    [Fact]
    public void Seal_Layout_IsVersionKeyNonceTagText()
    {
        var envelope = sealer.Seal("t.c", Row, new byte[10]);

        Assert.Equal(1 + 4 + 12 + 16 + 10, envelope.Length);
        Assert.Equal(1, envelope[0]);
        Assert.Equal(key.Id, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(envelope.AsSpan(1)));
    }

    [Fact]
    public void Seal_SameValueTwice_NeverRepeatsANonce()
    {
        var envelopes = Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(sealer.Seal("t.c", Row, "same"u8).AsSpan(5, 12))).ToList();

        Assert.Distinct(envelopes, StringComparer.Ordinal);
    }

    [Fact]
    public void Open_AnyBitFlipped_Refuses()
    {
        var envelope = sealer.Seal("t.c", Row, "架空　花子"u8);
        Assert.NotNull(sealer.Open("t.c", Row, envelope));

        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            var flipped = envelope.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(sealer.Open("t.c", Row, flipped));
        }
    }

    [Fact]
    public void Open_CutAnywhere_Refuses()
    {
        var envelope = sealer.Seal("t.c", Row, "value"u8);

        Assert.All(Enumerable.Range(0, envelope.Length), length => Assert.Null(sealer.Open("t.c", Row, envelope.AsSpan(0, length))));
    }

    [Fact]
    public void Open_MovedToAnotherRowOrColumn_Refuses()
    {
        var envelope = sealer.Seal("t.c", Row, "value"u8);

        Assert.Null(sealer.Open("t.c", Guid.CreateVersion7(VaultBench.Noon), envelope));
        Assert.Null(sealer.Open("t.d", Row, envelope));
    }

    [Fact]
    public void Open_ForAnotherUse_Refuses()
    {
        using var other = new Sealer(key, "another use");

        Assert.Null(other.Open("t.c", Row, sealer.Seal("t.c", Row, "value"u8)));
    }

    [Fact]
    public void Derive_EachUse_HasAKeyOfItsOwnThatIsNotTheMaster()
    {
        var keys = new[] { key.Derive("results"), key.Derive("search"), key.Bytes.ToArray() };

        Assert.Distinct(keys.Select(Convert.ToHexString), StringComparer.Ordinal);
        Assert.All(keys, bytes => Assert.Equal(32, bytes.Length));
        Assert.DoesNotContain(Convert.ToHexString(BitConverter.GetBytes(key.Id)), Convert.ToHexString(keys[2]), StringComparison.Ordinal);
        Assert.True(CryptographicOperations.FixedTimeEquals(keys[0], key.Derive("results")));
    }

    public void Dispose()
    {
        sealer.Dispose();
        key.Dispose();
    }
}
