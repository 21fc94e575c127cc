using Kiosk.Bench.Panel;
using Kiosk.Bench.Usb;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class UsbFingersTests : IDisposable
{
    private readonly UsbRig rig = new();
    private readonly PanelClient client;

    public UsbFingersTests() => client = new PanelClient(rig.Bench);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Press_BenchHasAUsbKeypad_GoesThere()
    {
        using var keypad = rig.Open();

        await client.PressBrisklyAsync("12*#", Cancellation);

        foreach (var told in (string[])["1", "-1", "2", "-2", "*", "-*", "#", "-#"])
        {
            Assert.Equal(told, await rig.NextAsync());
        }
    }

    [Fact]
    public async Task Hold_TwoKeys_OnlyTheFirstCounts()
    {
        using var keypad = rig.Open();

        await client.HoldAsync("15", TimeSpan.Zero, Cancellation);
        await client.PressBrisklyAsync("9", Cancellation);

        foreach (var told in (string[])["1", "-1", "9", "-9"])
        {
            Assert.Equal(told, await rig.NextAsync());
        }
    }

    [Fact]
    public async Task Press_KeypadUnplugged_Throws()
    {
        rig.Usb.Unplug();

        var error = await Assert.ThrowsAsync<IOException>(() => client.PressAsync("1", Cancellation));

        Assert.Equal("The USB keypad is unplugged.", error.Message);
    }

    [Fact]
    public async Task Press_NobodyReads_Throws()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => client.PressAsync("1", Cancellation));

        Assert.StartsWith("Nobody reads the USB keypad", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_NoSuchKey_Throws() => await Assert.ThrowsAsync<ArgumentException>(() => client.PressAsync("A", Cancellation));

    [Fact]
    public void In_BenchWithoutAUsbKeypad_IsNull() => Assert.Null(UsbFingers.In(Path.Combine(rig.Bench, "other"), TimeProvider.System));
}
