namespace Kiosk.Bench.Usb;

/// <summary>The keys of a numeric keypad as the kernel numbers them.</summary>
public static class UsbKeys
{
    private const string Symbols = "0123456789*#";

    // KP0 to KP9; Backspace clears and Enter confirms, as on most of these pads.
    private static readonly ushort[] Codes = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73, 14, 96];

    /// <summary>A pad: also NumLock and the signs around the digits.</summary>
    public static IReadOnlyList<ushort> Pad { get; } = [.. Codes, 69, 98, 55, 74, 78, 83];

    /// <summary>A whole keyboard, with a numeric block.</summary>
    public static IReadOnlyList<ushort> Keyboard { get; } = [.. Enumerable.Range(1, 88).Select(code => (ushort)code), 96, 98];

    /// <summary>The key that the visitor means.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public static ushort CodeOf(char key) => Symbols.IndexOf(key, StringComparison.Ordinal) is >= 0 and var at ? Codes[at]
        : throw new ArgumentException($"There is no key '{key}': the keypad has 0 to 9, * and #.", nameof(key));
}
