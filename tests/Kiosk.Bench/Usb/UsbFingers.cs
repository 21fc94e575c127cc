namespace Kiosk.Bench.Usb;

/// <summary>The visitor's fingers on the USB keypad of a bench in another process.</summary>
internal sealed class UsbFingers
{
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
    private FileStream Open() => Directory.EnumerateFiles(devices, "event*").Order(StringComparer.Ordinal).FirstOrDefault() is { } device
        ? Fifo.Open(device, FileAccess.ReadWrite)
        : throw new IOException("The USB keypad is unplugged.");

    // Whoever gives up lets go as well.
    private async Task HoldAsync(FileStream keypad, ushort[] codes, TimeSpan duration, CancellationToken cancellation)
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

    private async Task SayAsync(FileStream keypad, ushort code, int value, CancellationToken cancellation)
    {
        await keypad.WriteAsync(UsbRecords.Of(code, value), cancellation);
        for (var since = time.GetTimestamp(); Fifo.Unread(keypad) > 0; await Task.Delay(Glance, time, cancellation))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new IOException("Nobody reads the USB keypad: is the desk up, and is it set to it (Panel:Keypad)?");
            }
        }
    }
}
