using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Vault;

/// <summary>
/// Seals single values: [version 1][key id 4][nonce 12][tag 16][ciphertext], AES-256-GCM. Bound to key, column and row:
/// an envelope that is moved to another row does not open. Random nonces are safe below 2^32 values a key. Not for two callers at once: AesGcm has one state.
/// </summary>
internal sealed class Sealer : IDisposable
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int NonceAt = 1 + sizeof(uint);
    private const int TagAt = NonceAt + NonceLength;
    private const int TextAt = TagAt + TagLength;

    private readonly AesGcm aes;
    private readonly uint keyId;

    public Sealer(VaultKey key, string use)
    {
        var derived = key.Derive(use);
        aes = new AesGcm(derived, TagLength);
        keyId = key.Id;
        CryptographicOperations.ZeroMemory(derived);
    }

    /// <summary>The envelope of a value in <paramref name="column"/> ("table.column") of a row.</summary>
    public byte[] Seal(string column, Guid row, ReadOnlySpan<byte> plain)
    {
        var envelope = new byte[TextAt + plain.Length];
        envelope[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(envelope.AsSpan(1), keyId);
        RandomNumberGenerator.Fill(envelope.AsSpan(NonceAt, NonceLength));
        aes.Encrypt(
            envelope.AsSpan(NonceAt, NonceLength), plain, envelope.AsSpan(TextAt), envelope.AsSpan(TagAt, TagLength), BoundTo(column, row));
        return envelope;
    }

    /// <summary>The value, which the caller zeroes; null when this is not the envelope that was sealed for this place with this key.</summary>
    public byte[]? Open(string column, Guid row, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < TextAt || envelope[0] != Version || BinaryPrimitives.ReadUInt32BigEndian(envelope[1..]) != keyId)
        {
            return null;
        }

        var plain = GC.AllocateUninitializedArray<byte>(envelope.Length - TextAt, pinned: true);
        try
        {
            aes.Decrypt(envelope.Slice(NonceAt, NonceLength), envelope[TextAt..], envelope.Slice(TagAt, TagLength), plain, BoundTo(column, row));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(plain);
            return null;
        }
    }

    /// <summary>The envelope of a value as JSON, of which nothing stays in memory in clear.</summary>
    public byte[] Seal<T>(string column, Guid row, T value, JsonTypeInfo<T> type)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(value, type);
        try
        {
            return Seal(column, row, plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The value that was sealed as JSON; null when the envelope does not open, or holds no such value.</summary>
    public T? Open<T>(string column, Guid row, ReadOnlySpan<byte> envelope, JsonTypeInfo<T> type)
        where T : class
    {
        if (Open(column, row, envelope) is not { } plain)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(plain, type);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public void Dispose() => aes.Dispose();

    private byte[] BoundTo(string column, Guid row)
    {
        var id = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, keyId);
        return [.. id, .. Encoding.ASCII.GetBytes(column), 0, .. row.ToByteArray(bigEndian: true)];
    }
}
