using System.Diagnostics;
using Kiosk.Bench.Pcsc;
using Kiosk.Bench.Usb;

namespace Kiosk.Panel.Tests.Evdev;

/// <summary>A USB keypad as a whole process sees it: this program once more, with the bench's library preloaded, reading /dev/input.</summary>
public sealed class PreloadedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly UsbRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Press_InAnotherProcess_IsHeardThereThroughTheKernelsNames()
    {
        using var listener = await StartAsync();

        rig.Usb.Type("9070*12#");

        Assert.Equal("9070*12#", await EndAsync(listener));
    }

    [Fact]
    public async Task Unplug_InAnotherProcess_IsToldThere()
    {
        using var listener = await StartAsync();

        rig.Usb.Type("1");
        rig.Usb.Unplug();

        Assert.Equal("1The USB keypad 'Bench Numeric Keypad' is unplugged: plug it in again.", await EndAsync(listener));
    }

    [Fact]
    public async Task Open_AnotherProcessHoldsIt_IsRefusedUntilItEnds()
    {
        using var listener = await StartAsync();
        Assert.Contains("held by another program", rig.OpenDevice().Trouble, StringComparison.Ordinal);

        rig.Usb.Type("#");
        Assert.Equal("#", await EndAsync(listener));

        using var file = rig.OpenDevice().File;
        Assert.NotNull(file);
    }

    [Fact]
    public async Task Press_AnyKey_LeavesNoRecordInMemory()
    {
        // Its record alone, so that no other one is read over it. The key is one that this program names nowhere else.
        var press = GC.AllocateArray<byte>(UsbRecords.Size, pinned: true);
        UsbRecords.KeyOnly(0x207, 1).CopyTo(press, 0);
        Assert.NotEqual(0, ProcessMemory.Count(Environment.ProcessId, press.AsSpan(16)));
        using var listener = await StartAsync();

        rig.Usb.Send(press);

        await Child.WaitForAsync(() => rig.Usb.Unread == 0 && ProcessMemory.Count(listener.Id, press.AsSpan(16)) == 0 ? 1 : 0, listener, Patience, TestContext.Current.CancellationToken);
        rig.Usb.Send([.. UsbRecords.End(), .. UsbRecords.KeyOnly(0x207, 0), .. UsbRecords.End()]);
        rig.Usb.Type("#");
        Assert.Equal("7#", await EndAsync(listener));
    }

    private async Task<Process> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Kiosk.Panel.Tests");
        var listener = Child.Start(["env", $"LD_PRELOAD={UsbKeypad.Library}", $"BENCH_INPUT={rig.Folder}", program, Listener.Word], rig.Folder);
        var grabbed = Path.Combine(rig.Folder, "about", "event0.grab");
        await Child.WaitForAsync(() => File.Exists(grabbed) && File.ReadAllText(grabbed).EndsWith('\n') ? 1 : 0, listener, Patience, TestContext.Current.CancellationToken);
        return listener;
    }

    private static async Task<string> EndAsync(Process listener)
    {
        var said = await listener.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await listener.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said;
    }
}
