using Kiosk.Eligibility;

namespace Kiosk.Search;

/// <summary>One thing that a record must have: any of these. Exactly those are set that it can mean.</summary>
/// <param name="Name">A part of a name (<see cref="SearchText.Name"/>).</param>
/// <param name="Birth">A date of birth.</param>
/// <param name="Insurer">An insurer's number in eight digits.</param>
/// <param name="Part">A part of 記号, 番号 or a ticket's number (<see cref="SearchText.Number"/>).</param>
public sealed record SearchTerm(string? Name = null, DateOnly? Birth = null, string? Insurer = null, string? Part = null)
{
    /// <summary>Never what is looked for.</summary>
    public override string ToString() => nameof(SearchTerm);
}

/// <summary>Which kinds of things were looked for: all that the audit trail tells of a search.</summary>
[Flags]
public enum SearchFields
{
    /// <summary>Everything.</summary>
    None = 0,

    /// <summary>Names.</summary>
    Name = 1,

    /// <summary>Dates of birth.</summary>
    Birth = 2,

    /// <summary>Numbers: insurer's, 記号・番号, ticket's.</summary>
    Number = 4,

    /// <summary>Days of visits.</summary>
    Day = 8,

    /// <summary>Outcomes.</summary>
    Outcome = 16,

    /// <summary>Whether it waits for staff.</summary>
    Pending = 32,
}

/// <summary>
/// What a line of text can mean. Blanks part it: a part that is a date (with blanks within it or not) is one of birth, digits are part of a number, everything else of a name. Parts of names that
/// follow one another are one, for blanks in names are written by some and not by others.
/// </summary>
public static class SearchTerms
{
    private const int InsurerDigits = 8;
    private const int InsurerDigitsWithoutLaw = 6;

    // Year, month and day.
    private const int MostPartsOfADate = 3;

    /// <summary>All of them, of which every one must fit; none: everything fits.</summary>
    public static IReadOnlyList<SearchTerm> Of(string? text)
    {
        var parts = Split(text);
        var terms = new List<SearchTerm>();
        var name = "";
        for (var i = 0; i < parts.Length; i++)
        {
            var (term, taken) = At(parts, i);
            if (term is null)
            {
                name += parts[i];
                continue;
            }

            EndName(terms, ref name);
            terms.Add(term);
            i += taken - 1;
        }

        EndName(terms, ref name);
        return terms;
    }

    /// <summary>Which kinds of things a search looks for.</summary>
    public static SearchFields FieldsOf(ResultSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var fields = search.From is null && search.To is null ? SearchFields.None : SearchFields.Day;
        fields |= search.Outcome is null ? SearchFields.None : SearchFields.Outcome;
        fields |= search.Pending is null ? SearchFields.None : SearchFields.Pending;
        foreach (var term in Of(search.Text))
        {
            fields |= term.Name is null ? SearchFields.None : SearchFields.Name;
            fields |= term.Birth is null ? SearchFields.None : SearchFields.Birth;
            fields |= term.Part is null ? SearchFields.None : SearchFields.Number;
        }

        return fields;
    }

    private static string[] Split(string? text) => PaperText.Visible(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // Null: part of a name.
    private static (SearchTerm? Term, int Taken) At(string[] parts, int first)
    {
        for (var taken = Math.Min(MostPartsOfADate, parts.Length - first); taken > 1; taken--)
        {
            // Digits alone, with blanks between them, are rather two numbers.
            var joined = string.Concat(parts.AsSpan(first, taken));
            if (!PaperText.Digits(joined).All(char.IsAsciiDigit) && PaperText.Date(joined) is { } apart)
            {
                return (new SearchTerm(Birth: apart), taken);
            }
        }

        var part = parts[first];
        var number = SearchText.Number(part);
        var birth = PaperText.Date(part);
        if (number.All(char.IsAsciiDigit) && number.Length > 0 && (birth is null || SearchText.Name(part) == number))
        {
            return (new SearchTerm(Birth: birth, Insurer: number.Length is InsurerDigits or InsurerDigitsWithoutLaw ? number.PadLeft(InsurerDigits, '0') : null, Part: number), 1);
        }

        // What is mixed may be 記号, or what the name was registered with.
        return birth is not null ? (new SearchTerm(Birth: birth), 1)
            : number.Any(char.IsAsciiDigit) ? (new SearchTerm(Name: SearchText.Name(part), Part: number), 1)
            : (null, 1);
    }

    private static void EndName(List<SearchTerm> terms, ref string name)
    {
        if (SearchText.Name(name) is { Length: > 0 } whole)
        {
            terms.Add(new SearchTerm(Name: whole));
        }

        name = "";
    }
}
