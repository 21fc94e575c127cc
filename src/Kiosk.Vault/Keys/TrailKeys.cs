using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Vault.Keys;

/// <summary>
/// The keys of the audit trail's MACs, the earliest first: [first row that it serves 8, big-endian][key of rows 32][key of the end 32], one after the other. Sealed as one value, so that
/// who has an old key cannot take the newer ones away.
/// </summary>
internal sealed class TrailKeys : IDisposable
{
    private const int KeyLength = VaultKey.Length;
    private const int Length = sizeof(long) + (2 * KeyLength);

    private readonly byte[] bytes;

    private TrailKeys(byte[] bytes) => this.bytes = bytes;

    /// <summary>No keys at all: nothing can be judged.</summary>
    public static TrailKeys None => new([]);

    public ReadOnlySpan<byte> Bytes => bytes;

    public int Count => bytes.Length / Length;

    /// <summary>What was sealed; null when it makes no sense.</summary>
    public static TrailKeys? Of(byte[] bytes) => bytes.Length > 0 && bytes.Length % Length == 0 ? new TrailKeys(bytes) : null;

    /// <summary>The keys of a trail from before keys were held: both were derived from the vault's.</summary>
    public static TrailKeys Derived(VaultKey key)
    {
        var (rows, ends) = (key.Derive("audit rows"), key.Derive("audit end"));
        var first = None.And(0, rows, ends);
        CryptographicOperations.ZeroMemory(rows);
        CryptographicOperations.ZeroMemory(ends);
        return first;
    }

    public long Since(int index) => BinaryPrimitives.ReadInt64BigEndian(Of(index));

    public ReadOnlySpan<byte> Rows(int index) => Of(index).Slice(sizeof(long), KeyLength);

    public ReadOnlySpan<byte> Ends(int index) => Of(index)[(sizeof(long) + KeyLength)..];

    /// <summary>These, and new ones from a row on.</summary>
    public TrailKeys AndNew(long since)
    {
        Span<byte> keys = stackalloc byte[2 * KeyLength];
        RandomNumberGenerator.Fill(keys);
        var more = And(since, keys[..KeyLength], keys[KeyLength..]);
        CryptographicOperations.ZeroMemory(keys);
        return more;
    }

    /// <summary>These, without those that serve only rows before <paramref name="first"/>.</summary>
    public TrailKeys From(long first)
    {
        var from = Count - 1;
        while (from > 0 && Since(from) > first)
        {
            from--;
        }

        return new TrailKeys(Pinned(bytes.AsSpan(Math.Max(0, from) * Length)));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);

    private TrailKeys And(long since, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> ends)
    {
        var all = new TrailKeys(GC.AllocateArray<byte>(bytes.Length + Length, pinned: true));
        bytes.CopyTo(all.bytes, 0);
        var last = all.bytes.AsSpan(bytes.Length);
        BinaryPrimitives.WriteInt64BigEndian(last, since);
        rows.CopyTo(last[sizeof(long)..]);
        ends.CopyTo(last[(sizeof(long) + KeyLength)..]);
        return all;
    }

    private ReadOnlySpan<byte> Of(int index) => bytes.AsSpan(index * Length, Length);

    private static byte[] Pinned(ReadOnlySpan<byte> some)
    {
        var own = GC.AllocateArray<byte>(some.Length, pinned: true);
        some.CopyTo(own);
        return own;
    }
}
