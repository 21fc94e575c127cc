using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>
/// Which line of which chip does what: the configuration section <c>Panel</c>. The defaults are for the 40-pin header of a Raspberry Pi, where a line's offset is its BCM number;
/// they leave the header's I2C, SPI and UART free. Keypad and LEDs need no parts beyond the LEDs' resistors.
/// </summary>
public sealed record Wiring
{
    private static readonly int[] HeaderRows = [5, 6, 13, 26];
    private static readonly int[] HeaderColumns = [16, 20, 21];

    /// <summary>The value of <see cref="Chip"/> for a stand without GPIO lines.</summary>
    public const string NoChip = "none";

    /// <summary>
    /// The chip's label or name as <c>gpiodetect</c> tells it, never its number, which changes from kernel to kernel. Empty: the header of a Raspberry Pi.
    /// <c>none</c>: no lamps, no buzzer, and no keypad but a USB one.
    /// </summary>
    public string Chip { get; set; } = "";

    /// <summary>Which keypad the visitor has.</summary>
    public KeypadKind Keypad { get; set; }

    /// <summary>The name of the USB keypad as <c>/proc/bus/input/devices</c> tells it, <c>*</c> for any part. Empty: the only one that is plugged in.</summary>
    public string KeypadDevice { get; set; } = "";

    /// <summary>The four row lines, top row first. Empty: 5, 6, 13, 26 (header pins 29, 31, 33, 37). A line that is given by its name is what <see cref="LineNames"/> gave for it.</summary>
    public int[] Rows { get; set; } = [];

    /// <summary>The three column lines, left column first. Empty: 16, 20, 21 (header pins 36, 38, 40).</summary>
    public int[] Columns { get; set; } = [];

    /// <summary>What is printed on the keys: the rows, top first, separated by slashes.</summary>
    public string KeyMap { get; set; } = "123/456/789/*0#";

    /// <summary>False for lines that claim to report edges but do not; the keypad is then polled.</summary>
    public bool KeyEdges { get; set; } = true;

    /// <summary>What pulls the keypad's lines up.</summary>
    public PullUps PullUps { get; set; }

    /// <summary>How long the columns need after a row changed, 1 to 50. A keypad on its own cable needs 1, emulated hardware up to 5.</summary>
    public int SettleMilliseconds { get; set; } = 1;

    /// <summary>The lamps.</summary>
    public LampsWiring Lamps { get; set; } = new();

    /// <summary>The buzzer.</summary>
    public BuzzerWiring Buzzer { get; set; } = new();

    /// <summary>The voice.</summary>
    public VoiceOptions Voice { get; set; } = new();

    /// <summary>How loud buzzer and voice are, 0 to 100. An active buzzer is either heard or, at 0, not.</summary>
    public int Volume { get; set; } = 100;

    /// <summary>The hours in which they are quieter.</summary>
    public QuietHours Quiet { get; set; } = new();

    /// <summary>There are GPIO lines.</summary>
    public bool HasChip => Chip != NoChip;

    /// <summary>A PIN can be typed.</summary>
    public bool HasKeypad => HasChip || Keypad == KeypadKind.Evdev;

    /// <summary>The row lines in force.</summary>
    public IReadOnlyList<int> RowLines() => Rows is [] ? HeaderRows : Rows;

    /// <summary>The column lines in force.</summary>
    public IReadOnlyList<int> ColumnLines() => Columns is [] ? HeaderColumns : Columns;

    /// <summary>The same with lines whose numbers come from these names.</summary>
    public Wiring Naming(LineNames names) => this with { Names = names };

    /// <summary>The same with the offsets of the lines that are given by name, or why there are none.</summary>
    /// <param name="chip">The chip in words.</param>
    /// <param name="names">What it calls its lines, by offset; empty where a line has no name.</param>
    public (Wiring? Wiring, string? Trouble) OnChip(string chip, IReadOnlyList<string> names) => NamedLines.Resolve(this, chip, names);

    /// <summary>How loud the stand is, and what it speaks.</summary>
    public SoundSettings Sound() => new(Volume, Quiet.From, Quiet.To, Quiet.Volume, Voice.SpokenLanguage());

    /// <summary>What is wrong, each naming the configuration key; empty when the wiring can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. WiringRules.Problems(this)];

    /// <summary>Where a part is wired to, in words: its line, and its pin on the header of a Raspberry Pi.</summary>
    public string Describe(int line) => RaspberryPi.Describe(this, line);

    /// <summary>What the lines below zero are called.</summary>
    internal LineNames Names { get; init; } = new();

    /// <summary>The same on other lines.</summary>
    internal Wiring Map(Func<int, int> lineOf) => this with
    {
        Rows = [.. Rows.Select(lineOf)],
        Columns = [.. Columns.Select(lineOf)],
        Lamps = Lamps.Map(lineOf),
        Buzzer = Buzzer with { Line = lineOf(Buzzer.Line) },
    };

    /// <summary>Every line that is used, with the configuration key that names it.</summary>
    internal IEnumerable<(string Key, int Line)> AllLines() => HasChip ? [.. KeyLines(), .. Lamps.Lines(), .. Buzzer.Lines()] : [];

    private IEnumerable<(string Key, int Line)> KeyLines() => Keypad == KeypadKind.Evdev
        ? []
        :
        [
            .. RowLines().Select((line, at) => ($"Panel:Rows:{at}", line)),
            .. ColumnLines().Select((line, at) => ($"Panel:Columns:{at}", line)),
        ];
}

/// <summary>Which keypad the visitor has.</summary>
public enum KeypadKind
{
    /// <summary>A 4x3 matrix on GPIO lines.</summary>
    Gpio,

    /// <summary>A USB numeric keypad.</summary>
    Evdev,
}

/// <summary>What pulls the keypad's columns up.</summary>
public enum PullUps
{
    /// <summary>The chip, as a Raspberry Pi can.</summary>
    Internal,

    /// <summary>A resistor at each column: for chips that have none of their own.</summary>
    External,
}

/// <summary>The hours (Japan time) in which the stand is quieter; none unless both are set.</summary>
public sealed record QuietHours
{
    /// <summary>Their beginning, such as <c>20:00</c>.</summary>
    public TimeOnly? From { get; set; }

    /// <summary>Their end, perhaps on the next day.</summary>
    public TimeOnly? To { get; set; }

    /// <summary>How loud it is meanwhile, 0 to 100.</summary>
    public int Volume { get; set; }
}
