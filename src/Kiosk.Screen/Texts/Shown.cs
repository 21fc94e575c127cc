using System.Globalization;
using System.Text;

namespace Kiosk.Screen.Texts;

/// <summary>Makes text from elsewhere safe to show: nothing in a name or a message may steer the terminal or turn the line around.</summary>
internal sealed class Shown(bool ascii)
{
    // No name or message is longer; a longer one would only cost time, and nobody would see its end.
    private const int Longest = 1000;

    private const char Unknown = '●';

    // A wide character everywhere, and printers' old sign for a missing one; ● is one cell in some terminals and two in others.
    private const char WideUnknown = '〓';

    /// <summary>Half blocks are one cell wide everywhere here.</summary>
    public bool HasBlocks => !ascii;

    // Enough to tell two papers apart; a short number would be half told by it.
    private const int SeenAtTheEnd = 2;

    /// <summary>Whether insurers' and insured persons' numbers are seen whole.</summary>
    public bool ShowsNumbers { get; set; }

    /// <summary>A number that not everybody is to read: covered but for its end.</summary>
    public string Number(string raw)
    {
        var text = Text(raw);
        if (ShowsNumbers)
        {
            return text;
        }

        var runes = text.EnumerateRunes().ToList();
        var covered = runes.Count > 2 * SeenAtTheEnd ? runes.Count - SeenAtTheEnd : runes.Count;
        return string.Concat(runes.Select((rune, i) => i >= covered ? rune.ToString() : Cells.Width(rune.ToString()) > 1 ? "＊" : "*"));
    }

    public string Text(string? raw)
    {
        var text = new StringBuilder(raw?.Length ?? 0);
        foreach (var rune in (raw ?? "").EnumerateRunes().Take(Longest))
        {
            if (Replacement(rune) is { } shown)
            {
                text.Append(shown);
            }
        }

        return text.ToString();
    }

    public string Kana(string? raw) => Text(Eligibility.Kana.ToFullWidth(raw ?? ""));

    public static bool HasUnknown(string? raw) => raw?.Contains(Unknown, StringComparison.Ordinal) == true;

    private string? Replacement(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => rune.Value is '\n' or '\t' or '\r' ? " " : "",
        UnicodeCategory.Format or UnicodeCategory.Surrogate => "",
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => WideUnknown.ToString(),
        _ when ascii && rune.Value == Unknown => WideUnknown.ToString(),
        _ => rune.ToString(),
    };
}
