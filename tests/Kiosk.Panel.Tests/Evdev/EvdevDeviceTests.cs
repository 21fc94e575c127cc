using Kiosk.Bench.Usb;
using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class EvdevDeviceTests
{
    [Fact]
    public void All_KeypadKeyboardAndOtherFiles_AreAskedInTheOrderOfTheirNumbers()
    {
        using var rig = new UsbRig();
        using var keyboard = new UsbKeypad(rig.Folder, "Staff Keyboard", UsbKeys.Keyboard);
        keyboard.Plug();
        using var remote = new UsbKeypad(rig.Folder, "Remote", [.. Enumerable.Range(0x200, 12).Select(code => (ushort)code)]);
        remote.Plug();
        File.WriteAllText(Path.Combine(rig.Folder, "mouse0"), "");
        File.WriteAllText(Path.Combine(rig.Folder, "eventually"), "");

        Assert.Equal(
            [
                new EvdevDevice(rig.Usb.Device!, 0, "Bench Numeric Keypad", KeySet.Digits | KeySet.Enter),
                new EvdevDevice(keyboard.Device!, 1, "Staff Keyboard", KeySet.Digits | KeySet.Enter | KeySet.Letters),
                new EvdevDevice(remote.Device!, 2, "Remote", KeySet.PhoneDigits | KeySet.Pound),
            ],
            EvdevDevice.All(rig.Folder));
    }

    [Fact]
    public void All_NoFolder_FindsNone() => Assert.Empty(EvdevDevice.All("/dev/input/there-is-none"));

    [Fact]
    public void All_NoInputDevice_SaysWhyItCouldNotBeAsked()
    {
        using var rig = new UsbRig();
        File.WriteAllText(Path.Combine(rig.Folder, "event9"), "");

        var device = EvdevDevice.All(rig.Folder).Single(device => device.Number == 9);

        Assert.Equal("Inappropriate ioctl for device", device.Refusal);
    }

    [Fact]
    public void All_NineDigitsOnly_AreNotEnough()
    {
        using var rig = new UsbRig(keys: [.. UsbKeys.Pad.Where(code => code != UsbKeys.CodeOf('0'))]);

        Assert.Equal(KeySet.Enter, EvdevDevice.All(rig.Folder).Single().Keys);
    }

    [Fact]
    public void All_NameWithControlCharacters_IsSafeToShow()
    {
        using var rig = new UsbRig("Keypad\e[2J\u0007 ");

        Assert.Equal("Keypad[2J", EvdevDevice.All(rig.Folder).Single().Name);
    }

    [Fact]
    public void Open_HeldByAnotherProgram_NamesTheCure()
    {
        using var rig = new UsbRig();
        rig.Usb.GrabElsewhere();

        var opened = rig.OpenDevice();

        Assert.Null(opened.File);
        Assert.Equal($"The USB keypad 'Bench Numeric Keypad' ({rig.Usb.Device}) is held by another program: stop that program, 'fuser -v {rig.Usb.Device}' names it.", opened.Trouble);
    }

    [Fact]
    public void Open_Twice_IsRefusedUntilTheFirstIsClosed()
    {
        using var rig = new UsbRig();
        var first = rig.OpenDevice("Bench*");
        Assert.Null(first.Trouble);
        Assert.Contains("held by another program", rig.OpenDevice().Trouble, StringComparison.Ordinal);

        first.File!.Dispose();

        using var again = rig.OpenDevice().File;
        Assert.NotNull(again);
    }

    [Fact]
    public void Open_AnotherDeviceGotItsNumber_IsNotTaken()
    {
        using var rig = new UsbRig();
        var seen = EvdevDevice.All(rig.Folder).Single();
        rig.Usb.Unplug();
        using var other = new UsbKeypad(rig.Folder, "Staff Keyboard", UsbKeys.Keyboard);
        other.Plug();

        Assert.Contains("went away", seen.Open().Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnpluggedMeanwhile_SaysSo()
    {
        using var rig = new UsbRig();
        var seen = EvdevDevice.All(rig.Folder).Single();
        rig.Usb.Unplug();

        Assert.Contains("cannot be opened", seen.Open().Trouble, StringComparison.Ordinal);
    }
}
