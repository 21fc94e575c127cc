using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel.Tests.Evdev;

/// <summary>Another process's writable memory.</summary>
internal static class ProcessMemory
{
    /// <summary>How often these bytes stand in it.</summary>
    public static int Count(int pid, ReadOnlySpan<byte> bytes)
    {
        using var memory = File.OpenHandle($"/proc/{pid}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var found = 0;
        var buffer = new byte[1 << 20];
        foreach (var line in File.ReadAllLines($"/proc/{pid}/maps").Where(line => line.Split(' ')[1].StartsWith("rw", StringComparison.Ordinal)))
        {
            var range = line.Split(' ')[0].Split('-').Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            found += Count(memory, range[0], range[1], bytes, buffer);
        }

        return found;
    }

    private static int Count(SafeFileHandle memory, long start, long end, ReadOnlySpan<byte> bytes, byte[] buffer)
    {
        var found = 0;
        for (var at = start; at < end; at += buffer.Length - bytes.Length + 1)
        {
            try
            {
                var read = RandomAccess.Read(memory, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
                found += buffer.AsSpan(0, read).Count(bytes);
            }
            catch (IOException)
            {
                return found; // A guard page.
            }
        }

        return found;
    }
}
