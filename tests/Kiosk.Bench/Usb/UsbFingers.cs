using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Bench.Usb;

/// <summary>The visitor's fingers on the USB keypad of a bench in another process.</summary>
internal sealed partial class UsbFingers
{
    private const nuint CountUnread = 0x541B; // FIONREAD
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);
    private readonly string devices;
    private readonly TimeProvider time;

    private UsbFingers(string devices, TimeProvider time) => (this.devices, this.time) = (devices, time);

    /// <summary>Where a bench's input devices are.</summary>
    public static string DevicesIn(string folder) => Path.Combine(folder, "input");

    /// <summary>Null when the bench in this folder has no USB keypad, plugged in or not.</summary>
    public static UsbFingers? In(string folder, TimeProvider time) => Directory.Exists(DevicesIn(folder)) ? new UsbFingers(DevicesIn(folder), time) : null;

    /// <summary>Presses keys one after the other. Returns when the desk has read all of it.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="IOException">The keypad is unplugged, or nobody reads it.</exception>
    public async Task PressAsync(string keys, TimeSpan hold, TimeSpan pause, CancellationToken cancellation)
    {
        var codes = keys.Select(UsbKeys.CodeOf).ToArray();
        using var keypad = Open();
        foreach (var code in codes)
        {
            await HoldAsync(keypad, [code], hold, cancellation);
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>Holds keys down together for a while.</summary>
    /// <inheritdoc cref="PressAsync" path="/exception"/>
    public async Task HoldAsync(string keys, TimeSpan duration, CancellationToken cancellation)
    {
        var codes = keys.Select(UsbKeys.CodeOf).ToArray();
        using var keypad = Open();
        await HoldAsync(keypad, codes, duration, cancellation);
    }

    // Opened for reading too, so that it does not wait for a reader.
    private SafeFileHandle Open() => Directory.EnumerateFiles(devices, "event*").Order(StringComparer.Ordinal).FirstOrDefault() is { } device
        ? File.OpenHandle(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)
        : throw new IOException("The USB keypad is unplugged.");

    // Whoever gives up lets go as well.
    private async Task HoldAsync(SafeFileHandle keypad, ushort[] codes, TimeSpan duration, CancellationToken cancellation)
    {
        try
        {
            foreach (var code in codes)
            {
                await SayAsync(keypad, code, 1, cancellation);
            }

            await Task.Delay(duration, time, cancellation);
        }
        finally
        {
            foreach (var code in codes)
            {
                await SayAsync(keypad, code, 0, CancellationToken.None);
            }
        }
    }

    private async Task SayAsync(SafeFileHandle keypad, ushort code, int value, CancellationToken cancellation)
    {
        await RandomAccess.WriteAsync(keypad, UsbRecords.Of(code, value), fileOffset: 0, cancellation);
        for (var since = time.GetTimestamp(); Unread(keypad) > 0; await Task.Delay(Glance, time, cancellation))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new IOException("Nobody reads the USB keypad: is the desk up, and is it set to it (Panel:Keypad)?");
            }
        }
    }

    private static int Unread(SafeFileHandle keypad) => Ioctl(keypad, CountUnread, out var bytes) == 0 ? bytes : throw new IOException(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, out int bytes);
}
