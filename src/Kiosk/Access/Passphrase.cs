using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Access;

/// <summary>A passphrase as UTF-8, zeroed when it has served. Never in a text, so that nobody can log it.</summary>
[JsonConverter(typeof(PassphraseJson))]
public sealed class Passphrase : IDisposable
{
    /// <summary>The fewest characters of a new one. There is no other rule: length is what counts.</summary>
    public const int Fewest = 12;

    /// <summary>The most bytes.</summary>
    public const int Longest = 1024;

    private readonly byte[] utf8;

    /// <summary>Takes what was typed.</summary>
    public Passphrase(ReadOnlySpan<char> typed)
    {
        utf8 = new byte[Encoding.UTF8.GetByteCount(typed)];
        Encoding.UTF8.GetBytes(typed, utf8);
    }

    internal Passphrase(byte[] taken) => utf8 = taken;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Utf8 => utf8;

    /// <summary>True when it may be a new one.</summary>
    public bool IsGood => utf8.Length <= Longest && Encoding.UTF8.GetCharCount(utf8) >= Fewest;

    /// <summary>True for the same bytes.</summary>
    public bool Is(Passphrase other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(utf8, other.utf8);
    }

    /// <summary>Zeroes it.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(utf8);

    /// <summary>Never what it is.</summary>
    public override string ToString() => "passphrase";
}

/// <summary>A passphrase in JSON, without a text between.</summary>
internal sealed class PassphraseJson : JsonConverter<Passphrase>
{
    public override Passphrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        var most = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = reader.CopyString(buffer);
            return length > Passphrase.Longest ? throw new JsonException() : new Passphrase(buffer[..length]);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            throw new JsonException(message: null, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public override void Write(Utf8JsonWriter writer, Passphrase value, JsonSerializerOptions options) => writer.WriteStringValue(value.Utf8);
}
