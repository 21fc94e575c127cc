using Kiosk.Bench.Usb;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class EvdevKeypadTests : IDisposable
{
    private readonly UsbRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Press_EveryKey_IsToldOnceWithItsRelease()
    {
        using var keypad = rig.Open();
        foreach (var key in "1234567890*#")
        {
            rig.Usb.Press(key);
            Assert.Equal($"{key}", await rig.NextAsync());
            rig.Usb.Repeat(key);
            rig.Usb.Release(key);
            Assert.Equal($"-{key}", await rig.NextAsync());
        }
    }

    [Fact]
    public async Task Press_BeforeItWasOpened_IsNotHeard()
    {
        rig.Usb.Type("12");
        using var keypad = rig.Open();

        rig.Usb.Press('3');

        Assert.Equal("3", await rig.NextAsync());
    }

    [Fact]
    public async Task Press_DownForTooLong_IsStuckOnceUntilReleased()
    {
        using var keypad = rig.Open();
        rig.Usb.Press('5');
        Assert.Equal("5", await rig.NextAsync());

        rig.Time.Advance(StuckKey.After - TimeSpan.FromSeconds(0.1));
        Assert.True(rig.IsSilent);
        rig.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal("stuck", await rig.NextAsync());
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(rig.IsSilent);

        rig.Usb.Release('5');
        Assert.Equal("-5", await rig.NextAsync());
        Assert.Equal("free", await rig.NextAsync());
    }

    [Fact]
    public async Task Press_ManyShortOnes_AreNotStuck()
    {
        using var keypad = rig.Open();
        for (var i = 0; i < 5; i++)
        {
            rig.Usb.Press('5');
            Assert.Equal("5", await rig.NextAsync());
            rig.Time.Advance(StuckKey.After / 2);
            rig.Usb.Release('5');
            Assert.Equal("-5", await rig.NextAsync());
        }
    }

    [Fact]
    public async Task Press_StuckThenOverflow_IsFree()
    {
        using var keypad = rig.Open();
        rig.Usb.Press('5');
        Assert.Equal("5", await rig.NextAsync());
        rig.Time.Advance(StuckKey.After);
        Assert.Equal("stuck", await rig.NextAsync());

        rig.Usb.Send([.. UsbRecords.Overflow(), .. UsbRecords.End()]);

        Assert.Equal("-5", await rig.NextAsync());
        Assert.Equal("free", await rig.NextAsync());
    }

    [Fact]
    public async Task Unplugged_WhileAKeyIsDown_ReleasesItAndTellsTheCureOnce()
    {
        var keypad = rig.Open();
        rig.Usb.Press('5');
        Assert.Equal("5", await rig.NextAsync());

        rig.Usb.Unplug();

        Assert.Equal("The USB keypad 'Bench Numeric Keypad' is unplugged: plug it in again.", await rig.NextAsync());
        Assert.Equal("-5", await rig.NextAsync());
        keypad.Dispose();
        Assert.True(rig.IsSilent);
    }

    [Fact]
    public async Task Plugged_Again_IsOpenedAnew()
    {
        var before = rig.Open();
        rig.Usb.Unplug();
        Assert.Contains("unplugged", await rig.NextAsync(), StringComparison.Ordinal);
        before.Dispose();
        Assert.Contains("plug it in", rig.OpenDevice().Trouble, StringComparison.Ordinal);

        rig.Usb.Plug();
        using var again = rig.Open();
        rig.Usb.Press('5');

        Assert.Equal("5", await rig.NextAsync());
    }

    [Fact]
    public async Task Dispose_WhileItWaits_EndsAtOnceAndGivesTheDeviceBack()
    {
        var before = rig.Open();
        before.Dispose();
        before.Dispose();
        Assert.True(rig.IsSilent);

        using var again = rig.Open();
        rig.Usb.Press('5');
        Assert.Equal("5", await rig.NextAsync());
    }

    [Fact]
    public async Task Dispose_KeyIsDown_TellsNothingMore()
    {
        var keypad = rig.Open();
        rig.Usb.Press('5');
        Assert.Equal("5", await rig.NextAsync());

        keypad.Dispose();
        rig.Usb.Release('5');
        rig.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(rig.IsSilent);
    }
}
