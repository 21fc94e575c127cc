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
        { new Wiring { Quiet = new QuietHours { From = new TimeOnly(20, 0), To = new TimeOnly(20, 0) } }, "Panel:Quiet:From and Panel:Quiet:To are both 20:00" },
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

    [Fact]
    public void Problems_LinesByName_None() => Assert.Empty(Named("GPIO5", "GPIO17").Problems());

    [Fact]
    public void Problems_NameTwice_NamesBothKeysAndTheName() =>
        Assert.StartsWith("Panel:Rows:0 and Panel:Buzzer:Line are both line GPIO5:", Assert.Single(Named("GPIO5", "GPIO5").Problems()), StringComparison.Ordinal);

    [Fact]
    public void Problems_NumberThatStandsForNoName_IsNamed() =>
        Assert.StartsWith("Panel:Rows:3 is -3", Assert.Single((Named("GPIO5", "GPIO18") with { Rows = [-1, 6, 13, -3] }).Problems()), StringComparison.Ordinal);

    [Fact]
    public void Describe_LineByName_SaysTheName() => Assert.Equal("line GPIO18", Named("GPIO5", "GPIO18") is var wiring ? wiring.Describe(wiring.Buzzer.Line) : "");

    [Fact]
    public void OnChip_Names_AreTheirOffsets()
    {
        var (onChip, trouble) = Named("GPIO5", "GPIO18").OnChip("a chip", Header);

        Assert.Null(trouble);
        Assert.Equal([5, 6, 13, 26], onChip!.RowLines());
        Assert.Equal((18, 17), (onChip.Buzzer.Line, onChip.Lamps.Card.Line));
        Assert.Empty(onChip.Problems());
    }

    [Fact]
    public void OnChip_NamesOfAllOutputs_AreTheirOffsets()
    {
        var names = new LineNames();
        var lamps = new LampsWiring { Rgb = new RgbWiring { Red = names.NumberOf("GPIO1"), Green = names.NumberOf("GPIO2"), Blue = names.NumberOf("GPIO3") } };
        var onChip = new Wiring { Lamps = lamps }.Naming(names).OnChip("a chip", Header).Wiring!;
        Assert.Equal(new RgbWiring { Red = 1, Green = 2, Blue = 3 }, onChip.Lamps.Rgb);

        lamps = new LampsWiring { Card = Lit("GPIO1"), Go = Lit("GPIO2"), Wait = Lit("GPIO3"), Stop = Lit("GPIO4") };
        onChip = new Wiring { Lamps = lamps }.Naming(names).OnChip("a chip", Header).Wiring!;
        Assert.Equal([1, 2, 3, 4], new[] { onChip.Lamps.Card, onChip.Lamps.Go, onChip.Lamps.Wait, onChip.Lamps.Stop }.Select(lamp => lamp.Line));

        LampWiring Lit(string name) => new() { Line = names.NumberOf(name) };
    }

    [Fact]
    public void OnChip_UnknownName_NamesKeyChipAndWhatThereIs() => Assert.Equal(
        "Panel:Rows:0 is GPIO99, but a chip has no line of that name: there are LAMP, BELL.",
        (Named("GPIO99", "BELL") with { Chip = "other" }).OnChip("a chip", ["", "LAMP", "", "BELL"]).Trouble);

    [Fact]
    public void OnChip_UnknownNameAmongMany_SaysWhatListsThem() =>
        Assert.EndsWith("gpioinfo lists them.", (Named("GPIO99", "GPIO1") with { Chip = "other" }).OnChip("a chip", [.. Enumerable.Range(0, 58).Select(line => $"GPIO{line}")]).Trouble, StringComparison.Ordinal);

    [Fact]
    public void OnChip_LinesWithoutNames_AsksForTheOffset() =>
        Assert.Contains("its lines have no names, give the offset", Named("GPIO5", "GPIO18").OnChip("a chip", ["", ""]).Trouble, StringComparison.Ordinal);

    [Fact]
    public void OnChip_NameOfTwoLines_AsksForTheOffset() => Assert.Equal(
        "Panel:Buzzer:Line is BELL, but a chip has 2 lines of that name (1, 3): give the offset of one.", Named("LAMP", "BELL").OnChip("a chip", ["LAMP", "BELL", "", "BELL"]).Trouble);

    [Fact]
    public void OnChip_UnknownNameOfAPartThatIsNotUsed_IsNoTrouble() => Assert.Null((Named("GPIO99", "GPIO18") with { Keypad = KeypadKind.Evdev }).OnChip("a chip", Header).Trouble);

    private static string[] Header => [.. Enumerable.Range(0, 28).Select(line => $"GPIO{line}")];

    private static Wiring Named(string firstRow, string buzzer)
    {
        var names = new LineNames();
        return new Wiring { Rows = [names.NumberOf(firstRow), 6, 13, 26], Buzzer = new BuzzerWiring { Line = names.NumberOf(buzzer) } }.Naming(names);
    }
}
