using System.Globalization;

namespace Kiosk.Bench.Usb;

/// <summary>
/// A USB numeric keypad that is plugged in and pulled out: a FIFO, which <c>usb-keypad.so</c> makes look like an input device to the desk that it is preloaded into.
/// It is plugged in for as long as this process holds it.
/// </summary>
public sealed class UsbKeypad : IDisposable
{
    /// <summary>What the kernel calls it when nothing else is said.</summary>
    public const string StockName = "Bench Numeric Keypad";

    private readonly string folder;
    private readonly string name;
    private readonly IReadOnlyList<ushort> keys;
    private FileStream? writer;

    /// <summary>A keypad that is not plugged in yet.</summary>
    /// <param name="folder">Stands for /dev/input.</param>
    /// <param name="name">The kernel's name for it.</param>
    /// <param name="keys">The codes of its keys; null: <see cref="UsbKeys.Pad"/>.</param>
    public UsbKeypad(string folder, string name = StockName, IReadOnlyList<ushort>? keys = null)
    {
        this.folder = Path.GetFullPath(folder);
        this.name = name;
        this.keys = keys ?? UsbKeys.Pad;
        Directory.CreateDirectory(AboutFolder);
    }

    /// <summary>The library for LD_PRELOAD.</summary>
    public static string Library => Path.Combine(AppContext.BaseDirectory, "usb-keypad.so");

    /// <summary>The device while it is plugged in.</summary>
    public string? Device { get; private set; }

    /// <summary>How many bytes of what it said were not read yet.</summary>
    public int Unread => Fifo.Unread(writer ?? throw new InvalidOperationException("The keypad is unplugged."));

    private string AboutFolder => Path.Combine(folder, "about");

    /// <summary>Plugs it in, at the first free place. Nothing happens when it is.</summary>
    public void Plug()
    {
        if (writer is not null)
        {
            return;
        }

        var device = Enumerable.Range(0, 100).Select(number => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"event{number}"))).First(path => !File.Exists(path));
        var about = Path.Combine(AboutFolder, Path.GetFileName(device));
        File.Delete(about + ".grab");
        File.WriteAllLines(about, [name, string.Join(' ', keys)]);
        Fifo.Make(device);
        // Who only writes waits for a reader, and who reads as well keeps what nobody hears.
        using var opener = Fifo.Open(device, FileAccess.ReadWrite);
        writer = Fifo.Open(device, FileAccess.Write);
        Device = device;
    }

    /// <summary>Pulls it out: the node is gone, and whoever reads it is told.</summary>
    public void Unplug()
    {
        if (writer is not null)
        {
            File.Delete(Device!);
            writer.Dispose();
            (writer, Device) = (null, null);
        }
    }

    /// <summary>Another program takes it for itself.</summary>
    public void GrabElsewhere() => File.WriteAllText(Path.Combine(AboutFolder, Path.GetFileName(Device!) + ".grab"), $"{Environment.ProcessId} {writer!.SafeFileHandle.DangerousGetHandle()}\n");

    /// <summary>A key goes down.</summary>
    public void Press(char key) => Send(UsbRecords.Of(UsbKeys.CodeOf(key), 1));

    /// <summary>A key that is down repeats itself.</summary>
    public void Repeat(char key) => Send(UsbRecords.Of(UsbKeys.CodeOf(key), 2));

    /// <summary>A key goes up.</summary>
    public void Release(char key) => Send(UsbRecords.Of(UsbKeys.CodeOf(key), 0));

    /// <summary>Keys go down and up, one after the other.</summary>
    public void Type(string pressed)
    {
        foreach (var key in pressed)
        {
            Press(key);
            Release(key);
        }
    }

    /// <summary>Says these records. Nobody hears them when nobody has it open, as with any device.</summary>
    /// <exception cref="InvalidOperationException">It is not plugged in.</exception>
    public void Send(params ReadOnlySpan<byte> records)
    {
        try
        {
            (writer ?? throw new InvalidOperationException("The keypad is unplugged.")).Write(records);
        }
        catch (IOException)
        {
        }
    }

    /// <inheritdoc />
    public void Dispose() => Unplug();
}
