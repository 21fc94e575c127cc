using System.Runtime.InteropServices;
using System.Threading.Channels;
using Kiosk.Bench.Usb;
using Kiosk.Panel.Evdev;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Panel.Tests.Evdev;

/// <summary>A USB keypad in a folder of its own, which this process sees as the kernel's: the calls of the panel go to the library that a desk at the bench preloads.</summary>
internal sealed class UsbRig : IDisposable
{
    private readonly Channel<string> told = Channel.CreateUnbounded<string>();

    /// <summary>To be called before the panel's first call of the system: each is bound once.</summary>
    public static void Preload() => NativeLibrary.SetDllImportResolver(
        typeof(EvdevKeypad).Assembly, static (name, _, _) => name == "libc" ? NativeLibrary.Load(UsbKeypad.Library) : IntPtr.Zero);

    public UsbRig(string name = UsbKeypad.StockName, IReadOnlyList<ushort>? keys = null)
    {
        Folder = UsbFingers.DevicesIn(Bench);
        Usb = new UsbKeypad(Folder, name, keys);
        Usb.Plug();
    }

    /// <summary>The folder of a bench whose desk has a USB keypad.</summary>
    public string Bench { get; } = Directory.CreateTempSubdirectory("usb").FullName;

    /// <summary>Stands for /dev/input.</summary>
    public string Folder { get; }

    public UsbKeypad Usb { get; }

    public FakeTimeProvider Time { get; } = new();

    public Lock Gate { get; } = new();

    public EvdevOpened OpenDevice(string pattern = "") => EvdevChoice.Open(pattern, Folder);

    public EvdevKeypad Open()
    {
        var device = OpenDevice();
        Assert.Null(device.Trouble);
        return new EvdevKeypad(device, Time, Gate, key => Tell($"{key}"), key => Tell($"-{key}"), Tell, stuck => Tell(stuck ? "stuck" : "free"));
    }

    /// <summary>What was told next.</summary>
    public async Task<string> NextAsync() => await told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsSilent => told.Reader.Count == 0;

    public void Dispose()
    {
        Usb.Dispose();
        Directory.Delete(Bench, recursive: true);
    }

    private void Tell(string what)
    {
        Assert.True(Gate.IsHeldByCurrentThread);
        told.Writer.TryWrite(what);
    }
}
