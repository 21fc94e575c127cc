namespace Kiosk.Panel;

/// <summary>What the kernel calls the chip behind a Raspberry Pi's header.</summary>
internal static class RaspberryPi
{
    /// <summary>Pi 4, Pi 5, and Pi 3 with its kin; no Pi has two of them.</summary>
    public static readonly string[] Labels = ["pinctrl-bcm2711", "pinctrl-rp1", "pinctrl-bcm2835"];

    // The pins of lines 0 to 27 on the 40-pin header.
    private static readonly int[] Pins = [27, 28, 3, 5, 7, 29, 31, 26, 24, 21, 19, 23, 32, 33, 8, 10, 36, 11, 12, 35, 38, 40, 15, 16, 18, 22, 37, 13];

    /// <summary>How many lines the header has, from 0 on; the chip has more.</summary>
    public static int HeaderLines => Pins.Length;

    /// <summary>The panel is on the header.</summary>
    public static bool IsHeader(Wiring wiring) => wiring.Chip.Length == 0 || Labels.Contains(wiring.Chip, StringComparer.Ordinal);

    /// <summary>A line and where it is, in words.</summary>
    public static string Describe(Wiring wiring, int line) =>
        line >= 0 && line < HeaderLines && IsHeader(wiring) ? $"line {line}, header pin {Pins[line]}" : $"line {wiring.Names.Words(line)}";
}
