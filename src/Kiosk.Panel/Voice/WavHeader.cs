using System.Buffers.Binary;

namespace Kiosk.Panel;

/// <summary>What stands before the samples of a WAV file.</summary>
/// <param name="Bytes">All of it, as it is.</param>
/// <param name="BytesPerSecond">How much of the samples plays in a second.</param>
internal sealed record WavHeader(byte[] Bytes, int BytesPerSecond)
{
    private const int RiffLength = 12;
    private const int FormatLength = 16;
    private const int Pcm = 1;
    private const int Bits = 16;

    /// <summary>Reads up to the first sample.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file of 16 bit PCM.</exception>
    public static WavHeader Read(Stream file)
    {
        using var copy = new MemoryStream();
        try
        {
            var riff = Next(RiffLength);
            Expect(riff.StartsWith("RIFF"u8) && riff.EndsWith("WAVE"u8));
            for (var bytesPerSecond = 0; ;)
            {
                var name = Next(4);
                var length = BinaryPrimitives.ReadInt32LittleEndian(Next(4));
                if (name.SequenceEqual("data"u8))
                {
                    Expect(bytesPerSecond > 0);
                    return new WavHeader(copy.ToArray(), bytesPerSecond);
                }

                // A chunk of odd length has one byte more. None before the samples is long.
                Expect(length is >= 0 and <= ushort.MaxValue);
                var chunk = Next(length + (length % 2));
                if (name.SequenceEqual("fmt "u8))
                {
                    Expect(length >= FormatLength && BinaryPrimitives.ReadInt16LittleEndian(chunk) == Pcm && BinaryPrimitives.ReadInt16LittleEndian(chunk[14..]) == Bits);
                    bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(chunk[8..]);
                }
            }
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("It ends before the samples.", e);
        }

        ReadOnlySpan<byte> Next(int count)
        {
            var bytes = new byte[count];
            file.ReadExactly(bytes);
            copy.Write(bytes);
            return bytes;
        }
    }

    private static void Expect(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidDataException("It is no WAV file of 16 bit PCM.");
        }
    }
}
