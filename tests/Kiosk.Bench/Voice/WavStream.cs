using System.Buffers.Binary;

namespace Kiosk.Bench.Voice;

/// <summary>
/// What ALSA wrote into the pipe: one WAV after the other. A player that was killed leaves its last samples in the pipe, and the next one begins right behind them;
/// its header is what tells the two apart.
/// </summary>
internal sealed class WavStream
{
    private const int HeaderBytes = 44;
    private const int RateAt = 28;

    private readonly byte[] held = new byte[HeaderBytes + (RenderedVoice.Seconds * RenderedVoice.BytesPerSecond)];
    private int count;

    /// <summary>Something came that has not ended.</summary>
    public bool IsOpen => count > 0;

    /// <summary>How much of the present one came.</summary>
    public int Samples => Math.Max(0, count - HeaderBytes) / sizeof(short);

    /// <summary>Bytes a second of the present one.</summary>
    public int Rate => count >= HeaderBytes && BinaryPrimitives.ReadInt32LittleEndian(held.AsSpan(RateAt)) is > 0 and var rate ? rate : RenderedVoice.BytesPerSecond;

    /// <summary>The samples of the present one.</summary>
    public ReadOnlySpan<byte> Content => held.AsSpan(Math.Min(HeaderBytes, count), Samples * sizeof(short));

    /// <summary>Takes what came. Where another one begins in it, the present one ends before: it is told while it is still the present one.</summary>
    public void Take(ReadOnlySpan<byte> bytes, Action ended)
    {
        var before = count;
        bytes = bytes[..Math.Min(bytes.Length, held.Length - count)];
        bytes.CopyTo(held.AsSpan(count));
        count += bytes.Length;

        // A header may lie across two reads.
        for (var from = Math.Max(1, before - HeaderBytes); NextHeader(from) is var at and > 0; from = 1)
        {
            var (all, rest) = (count, count - at);
            count = at;
            ended();
            held.AsSpan(at, rest).CopyTo(held);
            count = all - at;
        }
    }

    public void Clear() => count = 0;

    private int NextHeader(int from)
    {
        for (var at = from; at < count; at++)
        {
            var skip = held.AsSpan(at, count - at).IndexOf("RIFF"u8);
            if (skip < 0)
            {
                return -1;
            }

            at += skip;
            if (held.AsSpan(at, count - at) is { Length: >= HeaderBytes } rest && rest[8..].StartsWith("WAVEfmt "u8))
            {
                return at;
            }
        }

        return -1;
    }
}
