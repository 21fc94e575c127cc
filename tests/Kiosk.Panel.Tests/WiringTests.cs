namespace Kiosk.Panel.Tests;

public sealed class WiringTests
{
    private static readonly PwmWiring Channel0 = new();

    [Fact]
    public void Problems_UsbKeypadWithoutAnyLine_None() => Assert.Empty(new Wiring { Chip = Wiring.NoChip, Keypad = KeypadKind.Evdev }.Problems());

    [Fact]
    public void Problems_UsbKeypad_FreesTheLinesOfTheMatrix() => Assert.Empty(new Wiring { Keypad = KeypadKind.Evdev, Buzzer = new BuzzerWiring { Line = 5 } }.Problems());

    [Fact]
    public void Problems_Defaults_None() => Assert.Empty(new Wiring().Problems());

    [Fact]
    public void Problems_OtherComputerWithHighLines_None() => Assert.Empty(new Wiring { Chip = "gpio-sim", Rows = [40, 41, 42, 43], Columns = [50, 51, 52] }.Problems());

    public static TheoryData<Wiring, string> Bad => new()
    {
        { new Wiring { Chip = "0" }, "Panel:Chip is the number 0" },
        { new Wiring { Rows = [1, 2, 3] }, "Panel:Rows names 3 lines" },
        { new Wiring { Columns = [1, 2, 3, 4] }, "Panel:Columns names 4 lines" },
        { new Wiring { Rows = [5, 6, 13, 28] }, "Panel:Rows:3 is 28" },
        { new Wiring { Chip = "pinctrl-bcm2711", Columns = [16, 20, 99] }, "Panel:Columns:2 is 99" },
        { new Wiring { Chip = "other", Columns = [16, 20, -1] }, "Panel:Columns:2 is -1" },
        { new Wiring { Rows = [5, 6, 13, 17] }, "Panel:Rows:3 and Panel:Lamps:Card:Line are both line 17" },
        { new Wiring { Buzzer = new BuzzerWiring { Line = 23 } }, "Panel:Lamps:Stop:Line and Panel:Buzzer:Line are both line 23" },
        { new Wiring { KeyMap = "123/456/789/*00" }, "Panel:KeyMap" },
        { new Wiring { KeyMap = "123456789*0#" }, "Panel:KeyMap" },
        { new Wiring { KeyMap = "" }, "Panel:KeyMap" },
        { new Wiring { SettleMilliseconds = 0 }, "Panel:SettleMilliseconds is 0" },
        { new Wiring { SettleMilliseconds = 51 }, "Panel:SettleMilliseconds is 51" },
        { new Wiring { Volume = 101 }, "Panel:Volume is 101" },
        { new Wiring { Quiet = new QuietHours { Volume = -1 } }, "Panel:Quiet:Volume is -1" },
        { new Wiring { Quiet = new QuietHours { From = new TimeOnly(20, 0) } }, "Panel:Quiet needs both From and To" },
        { new Wiring { Buzzer = new BuzzerWiring { Kind = BuzzerKind.Passive, Frequency = 20 } }, "Panel:Buzzer:Frequency is 20" },
        { new Wiring { Lamps = new LampsWiring { Go = new LampWiring { Line = 27, Brightness = 0 } } }, "Panel:Lamps:Go:Brightness is 0" },
        { new Wiring { Lamps = new LampsWiring { Rgb = new RgbWiring { Red = 17, Green = 27, Blue = 17 } } }, "Panel:Lamps:Rgb:Red and Panel:Lamps:Rgb:Blue are both line 17" },
        { new Wiring { Lamps = new LampsWiring { Go = new LampWiring { Pwm = Channel0 } }, Buzzer = new BuzzerWiring { Kind = BuzzerKind.Passive, Pwm = Channel0 with { } } }, "Panel:Lamps:Go:Pwm and Panel:Buzzer:Pwm are both channel 0 of PWM chip 0" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Problems_OneMistake_IsNamed(Wiring wiring, string expected) => Assert.StartsWith(expected, Assert.Single(wiring.Problems()), StringComparison.Ordinal);

    [Fact]
    public void Problems_ManyMistakes_AreAllNamed() => Assert.Equal(4, new Wiring { Chip = "4", Rows = [-1], KeyMap = "x" }.Problems().Count);
}
