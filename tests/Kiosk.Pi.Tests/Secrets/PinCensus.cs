using System.Buffers;
using System.Globalization;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>How often each of the 10,000 four-digit PINs stands in another process's writable memory, in the forms that a PIN could take.</summary>
internal sealed class PinCensus
{
    public const int Pins = 10_000;
    private const int Digits = 4;
    private const int ChunkBytes = 1 << 20;

    // The longest form. Chunks overlap by one byte less, so that none hides on a seam.
    private const int Wide = (Digits * 2) - 1;

    private static readonly SearchValues<byte> AsciiDigits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> RawDigits = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

    private readonly int[] ascii = new int[Pins];
    private readonly int[] utf16 = new int[Pins];
    private readonly int[] raw = new int[Pins];

    /// <summary>Reads all writable memory of a process once.</summary>
    public static PinCensus Of(int pid)
    {
        var census = new PinCensus();
        using var memory = new FileStream($"/proc/{pid}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[ChunkBytes];
        foreach (var (start, end) in WritableRegions(pid))
        {
            census.Count(memory, start, end, buffer);
        }

        return census;
    }

    public int Ascii(int pin) => ascii[pin];

    public int Utf16(int pin) => utf16[pin];

    public int Raw(int pin) => raw[pin];

    /// <summary>In any form.</summary>
    public int Of(string pin) => int.Parse(pin, CultureInfo.InvariantCulture) is var number ? ascii[number] + utf16[number] + raw[number] : 0;

    private static IEnumerable<(long Start, long End)> WritableRegions(int pid) =>
        from line in File.ReadAllLines($"/proc/{pid}/maps")
        let parts = line.Split(' ')
        where parts[1].StartsWith("rw", StringComparison.Ordinal) && !line.EndsWith("[vvar]", StringComparison.Ordinal)
        let range = parts[0].Split('-')
        select (long.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private void Count(FileStream memory, long start, long end, byte[] buffer)
    {
        for (var at = start; at < end; at += buffer.Length - (Wide - 1))
        {
            int read;
            try
            {
                memory.Position = at;
                read = memory.Read(buffer, 0, (int)Math.Min(buffer.Length, end - at));
            }
            catch (IOException)
            {
                return; // A guard page, or a region that went away meanwhile.
            }

            var bytes = buffer.AsSpan(0, read);
            // Most of the memory was never written to.
            if (bytes.ContainsAnyExcept((byte)0))
            {
                CountText(bytes);
                CountRaw(bytes);
            }
        }
    }

    // Vectorised from run to run of digits; what stands between cannot be part of a PIN.
    private void CountText(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var skip = bytes[at..].IndexOfAny(AsciiDigits);
            if (skip < 0)
            {
                return;
            }

            at += skip;
            Count(ascii, PinAt(bytes[at..], step: 1, (byte)'0'));
            Count(utf16, PinAt(bytes[at..], step: 2, (byte)'0'));
        }
    }

    private void CountRaw(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at <= bytes.Length - Digits; at++)
        {
            // Runs of zeros are most of what is below ten: 0000 is no candidate.
            var skip = bytes[at..].IndexOfAny(RawDigits);
            if (skip < 0)
            {
                return;
            }

            at += skip;
            if (bytes[at] == 0 && bytes[at..].IndexOfAnyExcept((byte)0) is var zeros && (zeros < 0 || zeros >= Digits))
            {
                at += zeros < 0 ? bytes.Length : zeros - Digits;
                continue;
            }

            Count(raw, PinAt(bytes[at..], step: 1, zero: 0));
        }
    }

    private static void Count(int[] counts, int pin)
    {
        if (pin >= 0)
        {
            counts[pin]++;
        }
    }

    /// <summary>The PIN at the beginning; negative when there is none.</summary>
    private static int PinAt(ReadOnlySpan<byte> bytes, int step, byte zero)
    {
        if (bytes.Length < ((Digits - 1) * step) + 1)
        {
            return -1;
        }

        var pin = 0;
        for (var digit = 0; digit < Digits; digit++)
        {
            var value = bytes[digit * step] - zero;
            if (value is < 0 or > 9 || (step == 2 && digit < Digits - 1 && bytes[(digit * step) + 1] != 0))
            {
                return -1;
            }

            pin = (pin * 10) + value;
        }

        return pin;
    }
}
