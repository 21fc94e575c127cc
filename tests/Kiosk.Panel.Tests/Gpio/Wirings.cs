namespace Kiosk.Panel.Tests.Gpio;

/// <summary>The wirings that <see cref="PanelProgram"/> can be told.</summary>
internal static class Wirings
{
    public const string Header = "header", ByName = "by-name", UnknownName = "unknown-name", OtherChip = "other-chip", LampsAlone = "lamps-alone", Pwm = "pwm";

    public static Wiring Of(string name) => name switch
    {
        Header => new Wiring(),
        ByName => Named("GPIO18"),
        UnknownName => Named("BELL"),
        OtherChip => new Wiring { Chip = "pinctrl-rp1" },
        LampsAlone => new Wiring { Keypad = KeypadKind.Evdev, KeypadDevice = "nowhere" },
        Pwm => WithPwm,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Wiring WithPwm => new()
    {
        Lamps = new LampsWiring { Go = new LampWiring { Pwm = new PwmWiring { Channel = 0 }, Brightness = 25 } },
        Buzzer = new BuzzerWiring { Kind = BuzzerKind.Passive, Pwm = new PwmWiring { Channel = 1 }, Frequency = 2000 },
    };

    // The header's default lines, by the kernel's names for them.
    private static Wiring Named(string buzzer)
    {
        var names = new LineNames();
        return new Wiring
        {
            Rows = [.. new Wiring().RowLines().Select(Line)],
            Columns = [.. new Wiring().ColumnLines().Select(Line)],
            Lamps = new LampsWiring { Card = new LampWiring { Line = Line(17) }, Go = new LampWiring { Line = Line(27) } },
            Buzzer = new BuzzerWiring { Line = names.NumberOf(buzzer) },
        }.Naming(names);

        int Line(int offset) => names.NumberOf($"GPIO{offset}");
    }
}
