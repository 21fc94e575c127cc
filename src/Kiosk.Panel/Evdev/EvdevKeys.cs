namespace Kiosk.Panel.Evdev;

/// <summary>
/// What each key of a numeric keypad means here. The kernel names keys by their place, so NumLock and the keyboard's language change nothing. No such pad has a key
/// labelled clear: whatever takes something back (Backspace, Del, the point with Del on it, Esc, Clear) or looks like the star (*, and - above Enter) clears.
/// </summary>
internal static class EvdevKeys
{
    /// <summary>The highest code that a key can have.</summary>
    public const int Highest = 0x2FF;

    private const string Symbols = "0123456789" + "0123456789" + "0123456789" + "###" + "********";

    // linux/input-event-codes.h
    private static ReadOnlySpan<ushort> Codes =>
    [
        82, 79, 80, 81, 75, 76, 77, 71, 72, 73, // KEY_KP0 to KEY_KP9
        11, 2, 3, 4, 5, 6, 7, 8, 9, 10, // KEY_0 to KEY_9
        0x200, 0x201, 0x202, 0x203, 0x204, 0x205, 0x206, 0x207, 0x208, 0x209, // KEY_NUMERIC_0 to KEY_NUMERIC_9
        96, 28, 0x20B, // KEY_KPENTER, KEY_ENTER, KEY_NUMERIC_POUND
        55, 0x20A, 14, 111, 83, 1, 74, 0x163, // KEY_KPASTERISK, KEY_NUMERIC_STAR, KEY_BACKSPACE, KEY_DELETE, KEY_KPDOT, KEY_ESC, KEY_KPMINUS, KEY_CLEAR
    ];

    /// <summary>A number below 64 for each key that means something; negative for all others.</summary>
    public static int IndexOf(ushort code) => Codes.IndexOf(code);

    /// <summary>'0' to '9', '*' (clear) or '#' (confirm).</summary>
    public static char SymbolOf(int index) => Symbols[index];

    /// <summary>What a device with these keys can be used for.</summary>
    /// <param name="has">True for the codes that it has.</param>
    public static KeySet Of(Func<ushort, bool> has)
    {
        const int digits = 10;
        const ushort q = 16, p = 25;
        bool All(int first, int count) => Enumerable.Range(first, count).All(index => has(Codes[index]));
        return (All(0, digits) || All(digits, digits) ? KeySet.Digits : KeySet.None)
            | (All(2 * digits, digits) ? KeySet.PhoneDigits : KeySet.None)
            | (has(Codes[30]) || has(Codes[31]) ? KeySet.Enter : KeySet.None)
            | (has(Codes[32]) ? KeySet.Pound : KeySet.None)
            | (Enumerable.Range(q, p - q + 1).Any(code => has((ushort)code)) ? KeySet.Letters : KeySet.None);
    }
}

/// <summary>Kinds of keys that a device has.</summary>
[Flags]
internal enum KeySet
{
    None = 0,

    /// <summary>All ten, on the numeric block or above the letters.</summary>
    Digits = 1,

    /// <summary>All ten as telephones and remote controls have them.</summary>
    PhoneDigits = 2,

    Enter = 4,

    Pound = 8,

    /// <summary>Some of the upper row of letters.</summary>
    Letters = 16,
}
