using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Vault.Keys;

namespace Kiosk.Vault.Audit;

/// <summary>
/// The trail's MACs, HMAC-SHA256 with keys of their own, others from each change of the vault's key on. A row's is over: version, the MAC of the row before, and every column in the table's order, each as
/// [0] for none or [1][length, 4 bytes, big-endian][bytes]; numbers are 8 bytes, big-endian, text is UTF-8. Not for two callers at once.
/// </summary>
internal sealed class TrailMacs : IDisposable
{
    public const int Length = HMACSHA256.HashSizeInBytes;
    private const byte Version = 1;

    private readonly List<(long Since, IncrementalHash Rows, IncrementalHash Ends)> keyed = [];
    private byte[] buffer = new byte[512];
    private int used;

    public TrailMacs(TrailKeys keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            keyed.Add((keys.Since(i), IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Rows(i)), IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Ends(i))));
        }
    }

    /// <summary>What stands for the row before the first.</summary>
    public static byte[] BeforeTheFirst => new byte[Length];

    /// <summary>True when there is a key for a row; otherwise nobody can say anything of it.</summary>
    public bool Knows(long seq) => KeyOf(seq) >= 0;

    /// <summary>The MAC of a row that comes after the one with MAC <paramref name="before"/>; empty when its key is gone.</summary>
    public byte[] Of(TrailRow row, ReadOnlySpan<byte> before)
    {
        if (KeyOf(row.Seq) is not (>= 0 and var key))
        {
            return [];
        }

        used = 0;
        Room(1)[0] = Version;
        Add(before);
        Add(row.Seq);
        Add(row.At);
        Add(row.Kind);
        Add(row.VisitId);
        Add(row.Staff);
        Add(row.Outcome);
        Add(row.Reason);
        Add(row.ElapsedMs);
        Add(row.Detail);
        Add(row.Through);
        keyed[key].Rows.AppendData(buffer, 0, used);
        return keyed[key].Rows.GetHashAndReset();
    }

    /// <summary>The mark of a row that is the last; empty where none can be: the newest keys came with a row of theirs, so that a trail without it is cut off.</summary>
    public byte[] EndMark(long seq, byte[] mac)
    {
        if (KeyOf(seq) is not (>= 0 and var key) || key < keyed.Count - 1)
        {
            return [];
        }

        var ends = keyed[key].Ends;
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        ends.AppendData(number);
        ends.AppendData(mac);
        return ends.GetHashAndReset();
    }

    /// <summary>True when both are the same MAC.</summary>
    public static bool AreSame(byte[]? one, byte[]? other) => CryptographicOperations.FixedTimeEquals(one, other) && one is { Length: Length };

    public void Dispose() => keyed.ForEach(one =>
    {
        one.Rows.Dispose();
        one.Ends.Dispose();
    });

    private int KeyOf(long seq) => keyed.FindLastIndex(one => one.Since <= seq);

    private void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Field(bytes.Length));

    private void Add(long? number)
    {
        if (number is { } known)
        {
            BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), known);
            return;
        }

        Room(1)[0] = 0;
    }

    private void Add(string? text)
    {
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, Field(Encoding.UTF8.GetByteCount(text)));
            return;
        }

        Room(1)[0] = 0;
    }

    private Span<byte> Field(int length)
    {
        var field = Room(1 + sizeof(int) + length);
        field[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(field[1..], length);
        return field[(1 + sizeof(int))..];
    }

    private Span<byte> Room(int length)
    {
        if (buffer.Length < used + length)
        {
            Array.Resize(ref buffer, 2 * (used + length));
        }

        used += length;
        return buffer.AsSpan(used - length, length);
    }
}
