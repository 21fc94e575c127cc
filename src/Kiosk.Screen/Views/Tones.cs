using Kiosk.Screen.Texts;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Kiosk.Screen.Views;

/// <summary>The colours of the tones, out of the sixteen that every terminal has; or none of them.</summary>
internal static class Tones
{
    /// <summary>Whether the terminal's own two colours must do: then what has a ground of its own is reversed. Of the whole process, as Terminal.Gui's glyphs.</summary>
    public static bool ArePlain { get; set; }

    public static Attribute Text(Tone tone) => tone switch
    {
        Tone.Plain => Of(ColorName16.White, ColorName16.Black),
        Tone.Dim => Of(ColorName16.Gray, ColorName16.Black),
        Tone.Strong => Of(ColorName16.White, ColorName16.Black, TextStyle.Bold),
        Tone.Struck => Of(ColorName16.Gray, ColorName16.Black, TextStyle.Strikethrough),
        Tone.Idle or Tone.Busy => Of(ColorName16.BrightCyan, ColorName16.Black, TextStyle.Bold),
        Tone.Attention => Of(ColorName16.BrightYellow, ColorName16.Black, TextStyle.Bold),
        Tone.Good => Of(ColorName16.BrightGreen, ColorName16.Black, TextStyle.Bold),
        Tone.Bad => Of(ColorName16.BrightRed, ColorName16.Black, TextStyle.Bold),
        Tone.Unasked => Of(ColorName16.BrightMagenta, ColorName16.Black, TextStyle.Bold),
    };

    // Never bold on black letters: many terminals draw bold as bright, and bright black is grey.
    public static Attribute Banner(Tone tone) => tone switch
    {
        Tone.Plain or Tone.Dim or Tone.Strong or Tone.Idle or Tone.Struck => Of(ColorName16.Black, ColorName16.Cyan),
        Tone.Busy => Of(ColorName16.White, ColorName16.Blue, TextStyle.Bold),
        Tone.Attention => Of(ColorName16.Black, ColorName16.BrightYellow),
        Tone.Good => Of(ColorName16.Black, ColorName16.BrightGreen),
        Tone.Bad => Of(ColorName16.White, ColorName16.Red, TextStyle.Bold),
        Tone.Unasked => Of(ColorName16.White, ColorName16.Magenta, TextStyle.Bold),
    };

    /// <summary>For Terminal.Gui's own views.</summary>
    public static Scheme Scheme => new()
    {
        Normal = Text(Tone.Plain),
        HotNormal = Text(Tone.Plain),
        Focus = Of(ColorName16.Black, ColorName16.Gray),
        HotFocus = Of(ColorName16.Black, ColorName16.Gray),
        Active = Of(ColorName16.Black, ColorName16.Gray),
        HotActive = Of(ColorName16.Black, ColorName16.Gray),
        Highlight = Text(Tone.Strong),
        Disabled = Text(Tone.Dim),
    };

    /// <summary>For the names of columns, which nobody can choose.</summary>
    public static Scheme Header => Scheme with { Normal = Text(Tone.Dim), HotNormal = Text(Tone.Dim), Focus = Text(Tone.Dim), HotFocus = Text(Tone.Dim) };

    /// <summary>For what is typed in.</summary>
    public static Scheme Input => Scheme with
    {
        Normal = Of(ColorName16.White, ColorName16.Blue),
        Editable = Of(ColorName16.White, ColorName16.Blue),
    };

    /// <summary>For what must be seen at once.</summary>
    public static Scheme Alert => Scheme with { Normal = Text(Tone.Attention), HotNormal = Text(Tone.Attention) };

    /// <summary>A row of a table in a tone.</summary>
    public static Scheme Row(Tone tone) => Scheme with { Normal = Text(tone), HotNormal = Text(tone) };

    private static Attribute Of(ColorName16 front, ColorName16 back, TextStyle style = TextStyle.None) => ArePlain
        ? new(Color.None, Color.None, back == ColorName16.Black ? style : style | TextStyle.Reverse)
        : new(new Color(front), new Color(back), style);
}
