using System.Text;

namespace Kiosk.Eligibility;

/// <summary>
/// Half-width kana to full-width: kana arrives half-width, and is read at arm's length. A table, because Normalize(FormKC) leaves it as it is
/// where there is no ICU (InvariantGlobalization, measured).
/// </summary>
public static class Kana
{
    private const char First = '\uFF61';
    private const char VoicedMark = '\uFF9E';
    private const char SemiVoicedMark = '\uFF9F';
    private const string Full = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    private const string Voiceless = "カキクケコサシスセソタチツテトハヒフヘホウ";
    private const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    private const string SemiVoiceless = "ハヒフヘホ";
    private const string SemiVoiced = "パピプペポ";

    /// <summary>The same text with full-width kana; everything else stays.</summary>
    public static string ToFullWidth(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var full = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var kana = c is >= First and <= SemiVoicedMark ? Full[c - First] : c;
            var last = full.Length > 0 ? full[^1] : '\0';
            var joined = c switch
            {
                VoicedMark => Joined(last, Voiceless, Voiced),
                SemiVoicedMark => Joined(last, SemiVoiceless, SemiVoiced),
                _ => null,
            };
            if (joined is { } one)
            {
                full[^1] = one;
            }
            else
            {
                full.Append(kana);
            }
        }

        return full.ToString();
    }

    private static char? Joined(char last, string from, string to) => from.IndexOf(last, StringComparison.Ordinal) is >= 0 and var i ? to[i] : null;
}
