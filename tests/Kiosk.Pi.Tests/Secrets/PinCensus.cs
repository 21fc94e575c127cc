using System.Globalization;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>How often each of the 10,000 four-digit PINs stands in another process's writable memory, in the forms that a PIN could take.</summary>
internal sealed class PinCensus
{
    public const int Pins = 10_000;
    private const int Digits = 4;
    private const int ChunkBytes = 1 << 20;

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
        // Chunks overlap by what the longest form needs, so that none hides on a seam.
        const int overlap = (Digits * 2) - 1;
        for (var at = start; at < end; at += buffer.Length - overlap)
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

            Count(buffer.AsSpan(0, read), ascii, step: 1, (byte)'0');
            Count(buffer.AsSpan(0, read), utf16, step: 2, (byte)'0');
            Count(buffer.AsSpan(0, read), raw, step: 1, zero: 0);
        }
    }

    private static void Count(ReadOnlySpan<byte> bytes, int[] counts, int step, byte zero)
    {
        for (var at = 0; at + ((Digits - 1) * step) + 1 <= bytes.Length; at++)
        {
            var pin = 0;
            for (var digit = 0; digit < Digits; digit++)
            {
                var value = bytes[at + (digit * step)] - zero;
                var inBetween = step == 2 && digit < Digits - 1 ? bytes[at + (digit * step) + 1] : 0;
                if (value is < 0 or > 9 || inBetween != 0)
                {
                    pin = -1;
                    break;
                }

                pin = (pin * 10) + value;
            }

            if (pin >= 0)
            {
                counts[pin]++;
            }
        }
    }
}
