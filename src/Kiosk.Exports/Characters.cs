using System.Text;
using Kiosk.Records;

namespace Kiosk.Exports;

/// <summary>
/// Text in the characters that the reader asks for. What it has no character for becomes ●, as the official system itself writes what is outside JIS;
/// never a look-alike, which would be another name.
/// </summary>
internal static class Characters
{
    private const int Windows31J = 932;
    private const string Missing = "●";

    // One character of JIS, for which Unicode has two: Windows' tables know the second one only.
    private const string SameInJis = "〜～−－—―‖∥¢￠£￡¬￢";

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", new EncoderReplacementFallback(Missing), DecoderFallback.ExceptionFallback);

    private static readonly Encoding ShiftJis =
        CodePagesEncodingProvider.Instance.GetEncoding(Windows31J, new EncoderReplacementFallback(Missing), DecoderFallback.ExceptionFallback)!;

    /// <summary>The name by which files and protocols call it.</summary>
    public static string NameOf(ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.Utf8 => "UTF-8",
        ExportEncoding.ShiftJis => "Shift_JIS",
    };

    /// <summary>The bytes, without a byte order mark.</summary>
    public static byte[] Encode(string text, ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.Utf8 => Utf8.GetBytes(text),
        ExportEncoding.ShiftJis => ShiftJis.GetBytes(InJis(text)),
    };

    private static string InJis(string text)
    {
        var same = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // JIS has nothing beyond; of a pair the encoder would replace each half.
            var one = rune.IsBmp ? (char)rune.Value : Missing[0];
            same.Append(SameInJis.IndexOf(one, StringComparison.Ordinal) is >= 0 and var at && at % 2 == 0 ? SameInJis[at + 1] : one);
        }

        return same.ToString();
    }
}
