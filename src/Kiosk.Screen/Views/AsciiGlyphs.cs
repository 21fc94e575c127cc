using System.Text;
using Terminal.Gui.Configuration;

namespace Kiosk.Screen.Views;

/// <summary>Borders of plain ASCII, for terminals that show box-drawing characters two cells wide. Terminal.Gui holds its glyphs per process.</summary>
internal static class AsciiGlyphs
{
    private static readonly Rune Corner = new('+');
    private static readonly Rune Across = new('-');
    private static readonly Rune Down = new('|');

    public static void Use() => GlyphSettings.Current = GlyphSettings.Current with
    {
        HLine = Across,
        HLineDbl = Across,
        VLine = Down,
        VLineDbl = Down,
        ULCorner = Corner,
        URCorner = Corner,
        LLCorner = Corner,
        LRCorner = Corner,
        ULCornerDbl = Corner,
        URCornerDbl = Corner,
        LLCornerDbl = Corner,
        LRCornerDbl = Corner,
        LeftTee = Corner,
        RightTee = Corner,
        LeftTeeDbl = Corner,
        RightTeeDbl = Corner,
        LeftTeeDblH = Corner,
        RightTeeDblH = Corner,
        LeftTeeDblV = Corner,
        RightTeeDblV = Corner,
        HorizontalEllipsis = new('.'),
        LeftArrow = new('<'),
        RightArrow = new('>'),
        UpArrow = new('^'),
        DownArrow = new('v'),
    };
}
