using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Access;
using QRCoder;

namespace Kiosk.Accounts;

/// <summary>Codes of an authenticator (RFC 6238): SHA-1, six digits, a new one every 30 seconds, as every authenticator takes for granted.</summary>
public static class Totp
{
    private const int SecretBytes = 20;
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    // Base32 of RFC 4648, section 6.
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret, in Base32.</summary>
    public static string NewSecret()
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretBytes);
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            // Five bits from a window of sixteen.
            var window = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[(window >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The time step whose code it is, of now, the one before and the one after; null: none of these, or one that is not later than the last that was taken.</summary>
    public static long? StepOf(string secret, string? code, DateTimeOffset now, long last)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (code is null || Key(secret) is not { } key)
        {
            return null;
        }

        var typed = Encoding.UTF8.GetBytes(code);
        var step = now.ToUnixTimeSeconds() / StepSeconds;
        for (var tried = step - 1; tried <= step + 1; tried++)
        {
            if (tried > last && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, tried)), typed))
            {
                return tried;
            }
        }

        return null;
    }

    /// <summary>The code of a moment.</summary>
    public static string? CodeAt(string secret, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return Key(secret) is { } key ? CodeOf(key, at.ToUnixTimeSeconds() / StepSeconds) : null;
    }

    /// <summary>A secret as whoever sets up an authenticator needs it.</summary>
    public static NewFactor Show(string secret)
    {
        using var code = new QRCodeGenerator().CreateQrCode($"otpauth://totp/Kiosk.Pi?secret={secret}", QRCodeGenerator.ECCLevel.L);
        return new NewFactor(secret, Draw(code));
    }

    // Two modules a cell, bright ones drawn: on a dark terminal that is a dark code on bright ground, with a rim of two modules.
    private static List<string> Draw(QRCodeData code)
    {
        const int Rim = 2;
        // QRCoder adds the rim of four modules that paper needs.
        const int Own = 4;
        var rows = code.ModuleMatrix;
        var lines = new List<string>();
        for (var y = Own - Rim; y < rows.Count - Own + Rim; y += 2)
        {
            var line = new StringBuilder();
            for (var x = Own - Rim; x < rows.Count - Own + Rim; x++)
            {
                var (upper, lower) = (!rows[y][x], y + 1 >= rows.Count - Own + Rim || !rows[y + 1][x]);
                line.Append((upper, lower) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' });
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's default, the only one that all authenticators have; its weakness does not touch HMAC.
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 15)..]) & int.MaxValue;
        return (number % Modulus).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    private static byte[]? Key(string secret)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var letter in secret)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            (held, bits) = (((held << 5) | value) & 0xFFFF, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return [.. bytes];
    }
}
