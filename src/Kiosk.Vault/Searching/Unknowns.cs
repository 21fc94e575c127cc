using System.Text;
using Kiosk.Search;

namespace Kiosk.Vault.Searching;

/// <summary>Looks for a name where ● stands for any one character, a surrogate pair too, on either side.</summary>
internal static class Unknowns
{
    /// <summary>True when the name is in one of the fields, which control characters part.</summary>
    public static bool IsIn(ReadOnlySpan<char> fields, ReadOnlySpan<char> name)
    {
        for (var from = 0; from < fields.Length; from++)
        {
            if (!char.IsLowSurrogate(fields[from]) && Begins(fields[from..], name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Begins(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (text.IsEmpty || text[0] < ' ')
            {
                return false;
            }

            Rune.DecodeFromUtf16(text, out var there, out var thereLength);
            Rune.DecodeFromUtf16(name, out var sought, out var soughtLength);
            if (there != sought && there.Value != SearchText.Unknown && sought.Value != SearchText.Unknown)
            {
                return false;
            }

            text = text[thereLength..];
            name = name[soughtLength..];
        }

        return true;
    }
}
