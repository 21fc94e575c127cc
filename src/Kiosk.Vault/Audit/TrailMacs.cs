using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Vault.Audit;

/// <summary>
/// The trail's MACs, HMAC-SHA256 with keys of their own. A row's is over: version, the MAC of the row before, and every column in the table's order, each as
/// [0] for none or [1][length, 4 bytes, big-endian][bytes]; numbers are 8 bytes, big-endian, text is UTF-8. Not for two callers at once.
/// </summary>
internal sealed class TrailMacs : IDisposable
{
    public const int Length = HMACSHA256.HashSizeInBytes;
    private const byte Version = 1;

    private readonly IncrementalHash rows;
    private readonly IncrementalHash ends;
    private byte[] buffer = new byte[512];
    private int used;

    public TrailMacs(VaultKey key)
    {
        rows = Keyed(key, "audit rows");
        ends = Keyed(key, "audit end");
    }

    /// <summary>What stands for the row before the first.</summary>
    public static byte[] BeforeTheFirst => new byte[Length];

    /// <summary>The MAC of a row that comes after the one with MAC <paramref name="before"/>.</summary>
    public byte[] Of(TrailRow row, ReadOnlySpan<byte> before)
    {
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
        rows.AppendData(buffer, 0, used);
        return rows.GetHashAndReset();
    }

    /// <summary>The mark of a row that is the last.</summary>
    public byte[] EndMark(long seq, byte[] mac)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        ends.AppendData(number);
        ends.AppendData(mac);
        return ends.GetHashAndReset();
    }

    /// <summary>True when both are the same MAC.</summary>
    public static bool AreSame(byte[]? one, byte[]? other) => CryptographicOperations.FixedTimeEquals(one, other) && one is { Length: Length };

    public void Dispose()
    {
        rows.Dispose();
        ends.Dispose();
    }

    private static IncrementalHash Keyed(VaultKey key, string use)
    {
        var derived = key.Derive(use);
        try
        {
            return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, derived);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

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
