using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The four lamps: each on a line of its own, or all shown by one lamp of three colours.</summary>
public sealed record LampsWiring
{
    /// <summary>At the reader. Default: line 17 (header pin 11), blue.</summary>
    public LampWiring Card { get; set; } = new() { Line = 17, Colour = "blue" };

    /// <summary>At the keypad. Default: line 27 (header pin 13), green.</summary>
    public LampWiring Go { get; set; } = new() { Line = 27, Colour = "green" };

    /// <summary>Busy. Default: line 22 (header pin 15), yellow.</summary>
    public LampWiring Wait { get; set; } = new() { Line = 22, Colour = "yellow" };

    /// <summary>See the staff. Default: line 23 (header pin 16), red.</summary>
    public LampWiring Stop { get; set; } = new() { Line = 23, Colour = "red" };

    /// <summary>One lamp of three colours instead of the four; null: there are four.</summary>
    public RgbWiring? Rgb { get; set; }

    /// <summary>One lamp.</summary>
    public LampWiring this[Lamp lamp] => lamp switch
    {
        Lamp.Card => Card,
        Lamp.Go => Go,
        Lamp.Wait => Wait,
        Lamp.Stop => Stop,
    };

    internal IEnumerable<(string Key, int Line)> Lines() => Rgb is { } rgb
        ? [("Panel:Lamps:Rgb:Red", rgb.Red), ("Panel:Lamps:Rgb:Green", rgb.Green), ("Panel:Lamps:Rgb:Blue", rgb.Blue)]
        : Enum.GetValues<Lamp>().Where(lamp => this[lamp].Pwm is null).Select(lamp => ($"Panel:Lamps:{lamp}:Line", this[lamp].Line));

    internal LampsWiring Map(Func<int, int> lineOf) => this with
    {
        Card = Card with { Line = lineOf(Card.Line) },
        Go = Go with { Line = lineOf(Go.Line) },
        Wait = Wait with { Line = lineOf(Wait.Line) },
        Stop = Stop with { Line = lineOf(Stop.Line) },
        Rgb = Rgb is null ? null : Rgb with { Red = lineOf(Rgb.Red), Green = lineOf(Rgb.Green), Blue = lineOf(Rgb.Blue) },
    };

    internal IEnumerable<(string Key, PwmWiring Pwm)> Pwms() => Rgb is not null
        ? []
        : Enum.GetValues<Lamp>().Where(lamp => this[lamp].Pwm is not null).Select(lamp => ($"Panel:Lamps:{lamp}:Pwm", this[lamp].Pwm!));
}

/// <summary>One lamp.</summary>
public sealed record LampWiring
{
    /// <summary>Its line.</summary>
    public int Line { get; set; }

    /// <summary>Its colour, for those who read about it; the lamp itself has only one.</summary>
    public string Colour { get; set; } = "";

    /// <summary>It lights when the line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>The PWM channel that lights it instead of a line; null: the line.</summary>
    public PwmWiring? Pwm { get; set; }

    /// <summary>How bright it is with PWM, 1 to 100.</summary>
    public int Brightness { get; set; } = 100;
}

/// <summary>One lamp of three colours.</summary>
public sealed record RgbWiring
{
    /// <summary>The line of its red.</summary>
    public int Red { get; set; }

    /// <summary>The line of its green.</summary>
    public int Green { get; set; }

    /// <summary>The line of its blue.</summary>
    public int Blue { get; set; }

    /// <summary>A colour lights when its line is low (common anode).</summary>
    public bool ActiveLow { get; set; }
}

/// <summary>What a buzzer is.</summary>
public enum BuzzerKind
{
    /// <summary>It sounds by itself while its line is on.</summary>
    Active,

    /// <summary>It sounds as its line is switched: by PWM where it has a channel, else by a thread of the stand.</summary>
    Passive,
}

/// <summary>The buzzer. Default: an active one on line 18 (header pin 12), which can also do PWM.</summary>
public sealed record BuzzerWiring
{
    /// <summary>What it is.</summary>
    public BuzzerKind Kind { get; set; }

    /// <summary>Its line.</summary>
    public int Line { get; set; } = 18;

    /// <summary>An active one sounds when the line is low.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>The tone of a passive one in hertz, 100 to 5000. Most are loudest near 2700 by PWM; without PWM, 1000 and less come out cleaner.</summary>
    public int Frequency { get; set; } = 2700;

    /// <summary>The PWM channel of a passive one; null: its line is switched by the stand.</summary>
    public PwmWiring? Pwm { get; set; }

    internal IEnumerable<(string Key, int Line)> Lines() => this is { Kind: BuzzerKind.Passive, Pwm: not null } ? [] : [("Panel:Buzzer:Line", Line)];
}

/// <summary>A channel of the kernel's PWM, <c>/sys/class/pwm/pwmchipCHIP</c>, which a <c>dtoverlay=pwm,pin=18</c> in config.txt makes on a Raspberry Pi.</summary>
public sealed record PwmWiring
{
    /// <summary>The chip's number; the kernel knows no other name. 0 on a Raspberry Pi 3 and 4.</summary>
    public int Chip { get; set; }

    /// <summary>The channel.</summary>
    public int Channel { get; set; }
}
