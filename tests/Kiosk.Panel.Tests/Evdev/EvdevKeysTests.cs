using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class EvdevKeysTests
{
    // linux/input-event-codes.h: KEY_1 to KEY_9 and KEY_0 stand in a row, the numeric block as it lies on the keyboard, KEY_NUMERIC_0 to 9 from 0x200 on.
    [Theory]
    [InlineData(2, "1234567890")]
    [InlineData(71, "789*456\0" + "1230*")]
    [InlineData(0x200, "0123456789*#")]
    public void SymbolOf_KeysInARow_IsWhatIsPrintedOnThem(int first, string symbols) =>
        Assert.Equal(symbols, string.Concat(Enumerable.Range(first, symbols.Length).Select(Symbol)));

    [Theory]
    [InlineData(96, '#')] // KEY_KPENTER
    [InlineData(28, '#')] // KEY_ENTER
    [InlineData(55, '*')] // KEY_KPASTERISK
    [InlineData(14, '*')] // KEY_BACKSPACE
    [InlineData(111, '*')] // KEY_DELETE
    [InlineData(1, '*')] // KEY_ESC
    [InlineData(0x163, '*')] // KEY_CLEAR
    public void SymbolOf_OtherKeys_ConfirmOrClear(int code, char symbol) => Assert.Equal(symbol, Symbol(code));

    [Fact]
    public void IndexOf_AllOtherKeys_MeansNothing() => Assert.Equal(41, Enumerable.Range(0, ushort.MaxValue + 1).Count(code => EvdevKeys.IndexOf((ushort)code) >= 0));

    private static char Symbol(int code) => EvdevKeys.IndexOf((ushort)code) is >= 0 and var index ? EvdevKeys.SymbolOf(index) : '\0';
}
