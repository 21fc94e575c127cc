using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Kiosk.Authority.Wire;

/// <summary>Text of another machine on its way to a terminal.</summary>
internal static class Text
{
    /// <summary>Staff are shown this much of the authority's words.</summary>
    public const int MaxWords = 500;

    /// <summary>Trimmed, without control characters, which could steer a terminal; null when nothing is left.</summary>
    [return: NotNullIfNotNull(nameof(fallback))]
    public static string? Clean(string? text, int max = MaxWords, string? fallback = null)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").Trim().EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > max)
            {
                break;
            }

            clean.Append(IsHarmless(rune) ? rune.ToString() : rune.Value is '\n' or '\t' ? " " : "");
        }

        return clean.ToString().Trim() is { Length: > 0 } words ? words : fallback;
    }

    // Cc are the terminal's commands; Bidi embeddings, overrides and isolates can make a text read as another.
    private static bool IsHarmless(Rune rune) =>
        !Rune.IsControl(rune) && rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069);
}
