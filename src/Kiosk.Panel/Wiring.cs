using System.Device.Gpio;
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

    /// <summary>The chip's label or name as <c>gpiodetect</c> tells it, never its number, which changes from kernel to kernel. Empty: the header of a Raspberry Pi.</summary>
    public string Chip { get; set; } = "";

    /// <summary>The four row lines, top row first. Empty: 5, 6, 13, 26 (header pins 29, 31, 33, 37).</summary>
    public int[] Rows { get; set; } = [];

    /// <summary>The three column lines, left column first. Empty: 16, 20, 21 (header pins 36, 38, 40).</summary>
    public int[] Columns { get; set; } = [];

    /// <summary>What is printed on the keys: the rows, top first, separated by slashes.</summary>
    public string KeyMap { get; set; } = "123/456/789/*0#";

    /// <summary>False for lines that claim to report edges but do not; the keypad is then polled.</summary>
    public bool KeyEdges { get; set; } = true;

    /// <summary>How long the columns need after a row changed, 1 to 50. A keypad on its own cable needs 1, emulated hardware up to 5.</summary>
    public int SettleMilliseconds { get; set; } = 1;

    /// <summary>The lamps.</summary>
    public LampsWiring Lamps { get; set; } = new();

    /// <summary>The buzzer.</summary>
    public BuzzerWiring Buzzer { get; set; } = new();

    /// <summary>The row lines in force.</summary>
    public IReadOnlyList<int> RowLines() => Rows is [] ? HeaderRows : Rows;

    /// <summary>The column lines in force.</summary>
    public IReadOnlyList<int> ColumnLines() => Columns is [] ? HeaderColumns : Columns;

    /// <summary>What is wrong, each naming the configuration key; empty when the wiring can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. WiringRules.Problems(this)];

    /// <summary>Every line with the configuration key that names it.</summary>
    internal IEnumerable<(string Key, int Line)> AllLines() =>
    [
        .. RowLines().Select((line, at) => ($"Panel:Rows:{at}", line)),
        .. ColumnLines().Select((line, at) => ($"Panel:Columns:{at}", line)),
        .. Enum.GetValues<Lamp>().Select(lamp => ($"Panel:Lamps:{lamp}:Line", Lamps[lamp].Line)),
        ("Panel:Buzzer:Line", Buzzer.Line),
    ];
}

/// <summary>The four lamps.</summary>
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

    /// <summary>One lamp.</summary>
    public LampWiring this[Lamp lamp] => lamp switch
    {
        Lamp.Card => Card,
        Lamp.Go => Go,
        Lamp.Wait => Wait,
        Lamp.Stop => Stop,
    };
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

    internal PinValue LevelWhen(bool on) => on ^ ActiveLow;
}

/// <summary>The buzzer: an active one, which sounds by itself while its line is on. Default: line 18 (header pin 12), which can also do PWM.</summary>
public sealed record BuzzerWiring
{
    /// <summary>Its line.</summary>
    public int Line { get; set; } = 18;

    /// <summary>It sounds when the line is low.</summary>
    public bool ActiveLow { get; set; }

    internal PinValue LevelWhen(bool on) => on ^ ActiveLow;
}
