using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class EvdevChoiceTests
{
    private static readonly EvdevDevice Power = new("/dev/input/event0", 0, "Power Button", KeySet.None);
    private static readonly EvdevDevice Hdmi = new("/dev/input/event1", 1, "vc4-hdmi-0", KeySet.PhoneDigits | KeySet.Enter);
    private static readonly EvdevDevice Pad = new("/dev/input/event2", 2, "ACME Numeric Keypad", KeySet.Digits | KeySet.Enter);
    private static readonly EvdevDevice Keyboard = new("/dev/input/event3", 3, "Staff Keyboard", KeySet.Digits | KeySet.Enter | KeySet.Letters);
    private static readonly EvdevDevice Phone = new("/dev/input/event4", 4, "ACME Phone Pad", KeySet.PhoneDigits | KeySet.Pound);
    private static readonly EvdevDevice Refused = new("/dev/input/event5", 5, "", KeySet.None, "no permission");

    [Fact]
    public void Find_Default_TakesTheNumericKeypad() => Assert.Equal(Pad, EvdevChoice.Find("", [Power, Hdmi, Pad, Keyboard, Refused]).Device);

    [Fact]
    public void Find_DefaultWithSeveralKeypads_RefusesWithTheirNamesAndTheKey() =>
        Refuses("", [Pad, Pad with { Path = "/dev/input/event7", Number = 7 }], "'ACME Numeric Keypad' (/dev/input/event2)", "(/dev/input/event7)", "Set Panel:KeypadDevice");

    [Fact]
    public void Find_DefaultWithAKeyboardOnly_LeavesItToTheStaffAndNamesTheKey() =>
        Refuses("", [Power, Keyboard, Hdmi], "No numeric keypad is plugged in", "'Staff Keyboard'", "set Panel:KeypadDevice");

    [Fact]
    public void Find_DefaultWithoutAnyKeypad_AsksForOne() => Refuses("", [Power], "No USB keypad is plugged in", "plug it in");

    [Fact]
    public void Find_NoDevices_AsksForOne() => Refuses("", [], "No USB keypad is plugged in");

    [Theory]
    [InlineData("ACME Numeric Keypad")]
    [InlineData("*Numeric*")]
    public void Find_Pattern_TakesTheDeviceOfThatName(string pattern) => Assert.Equal(Pad, EvdevChoice.Find(pattern, [Power, Keyboard, Pad, Phone, Refused]).Device);

    [Fact]
    public void Find_PatternOfAKeyboard_TakesIt() => Assert.Equal(Keyboard, EvdevChoice.Find("Staff*", [Pad, Keyboard]).Device);

    [Fact]
    public void Find_PatternOfATelephonesPad_TakesIt() => Assert.Equal(Phone, EvdevChoice.Find("*Phone*", [Pad, Phone]).Device);

    [Fact]
    public void Find_PatternAlsoOfADeviceWithoutDigits_TakesTheOneWithDigits() =>
        Assert.Equal(Pad, EvdevChoice.Find("ACME*", [Pad, Power with { Name = "ACME Numeric Keypad System Control" }]).Device);

    [Fact]
    public void Find_PatternOfSeveral_RefusesWithTheirNames() => Refuses("ACME*", [Pad, Phone], "Several", "'ACME Numeric Keypad'", "'ACME Phone Pad'");

    [Fact]
    public void Find_PatternOfADeviceWithoutDigits_SaysSo() => Refuses("Power*", [Power, Pad], "Panel:KeypadDevice is Power*", "'Power Button'", "no ten digits");

    [Fact]
    public void Find_PatternOfNone_NamesWhatThereIs() => Refuses("Other*", [Power, Pad], "Panel:KeypadDevice is Other*", "no such device", "'Power Button'", "'ACME Numeric Keypad'");

    [Fact]
    public void Find_PatternWithoutDevices_SaysSo() => Refuses("Other*", [], "no such device", "There are no input devices");

    [Theory]
    [InlineData("")]
    [InlineData("ACME*")]
    public void Find_NotPermitted_NamesTheGroup(string pattern) => Refuses(pattern, [Power, Refused], "/dev/input/event5 (no permission)", "usermod -aG input");

    private static void Refuses(string pattern, EvdevDevice[] devices, params string[] words)
    {
        var (device, trouble) = EvdevChoice.Find(pattern, devices);
        Assert.Null(device);
        Assert.All(words, word => Assert.Contains(word, trouble, StringComparison.Ordinal));
    }
}
