using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace Kiosk.Screen.Texts;

/// <summary>Text measured in terminal cells: a kanji is two, a surrogate pair with its marks is one character.</summary>
internal static class Cells
{
    private const string Cut = "..";
    private const string NeverFirst = "、。，．・：；？！）」』】〕］｝ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ";

    public static int Width(string text) => Math.Max(0, text.GetColumns());

    /// <summary>The text filled with spaces, or cut, to exactly so many cells.</summary>
    public static string Fit(string text, int width)
    {
        if (width <= 0)
        {
            return "";
        }

        return Width(text) is var own && own <= width
            ? text + new string(' ', width - own)
            : Fit(Take(text, width - Cut.Length) + Cut, width, Cut);
    }

    /// <summary>The text in the middle of so many cells.</summary>
    public static string Center(string text, int width) => Fit(new string(' ', Math.Max(0, (width - Width(text)) / 2)) + text, width);

    /// <summary>Lines of at most so many cells: Japanese breaks between characters, other words at spaces.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        if (width < 2)
        {
            yield break;
        }

        var line = new StringBuilder();
        foreach (var piece in Pieces(text).SelectMany(p => Split(p, width)))
        {
            if (Width(line.ToString()) + Width(piece.TrimEnd()) > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
            }

            line.Append(line.Length == 0 ? piece.TrimStart() : piece);
        }

        yield return line.ToString().TrimEnd();
    }

    private static string Fit(string text, int width, string fallback) => Width(text) <= width ? text + new string(' ', width - Width(text)) : fallback[..Math.Min(width, fallback.Length)];

    private static string Take(string text, int width)
    {
        var taken = new StringBuilder();
        var used = 0;
        foreach (var character in Characters(text))
        {
            used += Width(character);
            if (used > width)
            {
                break;
            }

            taken.Append(character);
        }

        return taken.ToString();
    }

    // What must not be torn apart: a word with its spaces, or a wide character with the punctuation behind it.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var before = "";
        foreach (var character in Characters(text))
        {
            if (piece.Length > 0 && MayBreak(before, character))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(character);
            before = character;
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool MayBreak(string before, string after) => !NeverFirst.Contains(after, StringComparison.Ordinal)
        && after != " " && (before == " " || Width(before) == 2 || Width(after) == 2);

    private static IEnumerable<string> Split(string piece, int width)
    {
        while (Width(piece) > width && Take(piece, width) is { Length: > 0 } head && head.Length < piece.Length)
        {
            yield return head;
            piece = piece[head.Length..];
        }

        yield return piece;
    }

    private static IEnumerable<string> Characters(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }
}
