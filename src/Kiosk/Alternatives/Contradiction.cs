using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Alternatives;

/// <summary>How the authority's later answer contradicts what staff took from a paper.</summary>
public enum Contradiction
{
    /// <summary>Another insurer.</summary>
    InsurerNumber,

    /// <summary>Another symbol.</summary>
    Symbol,

    /// <summary>Another number.</summary>
    Number,

    /// <summary>The qualification had ended by the day of the check.</summary>
    NotCovered,
}

/// <summary>Compares a check with the authority's later answer about the same person.</summary>
public static class Contradictions
{
    /// <summary>
    /// What differs: only what both have, whatever width and hyphens it is written with. What the authority does not know, or knows several times, contradicts nothing.
    /// </summary>
    public static IReadOnlyList<Contradiction> Of(AlternativeCheck check, KeptResult later)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(later);
        if (later is not { Outcome: Outcome.Covered or Outcome.NotCovered, Confirmation.Records: [var record] })
        {
            return [];
        }

        // Insurance changes: what began after the check says nothing about the paper, and what ended after it was still valid then.
        var day = JapanTime.DateOf(check.CheckedAt);
        if (record.QualifiedOn?.Day > day)
        {
            return [];
        }

        if (later.Outcome == Outcome.NotCovered)
        {
            return record.DisqualifiedOn?.Day > day ? [] : [Contradiction.NotCovered];
        }

        return
        [
            .. IsOther(Padded(check[PaperField.InsurerNumber]), Padded(record.InsurerNumber)) ? [Contradiction.InsurerNumber] : Array.Empty<Contradiction>(),
            .. IsOther(check[PaperField.Symbol], record.Symbol) ? [Contradiction.Symbol] : Array.Empty<Contradiction>(),
            .. IsOther(check[PaperField.Number], record.Number) ? [Contradiction.Number] : Array.Empty<Contradiction>(),
        ];
    }

    // Six and eight digits of one insurer are the same.
    private static string? Padded(string? number) => InsurerNumber.TryParse(number, out var parsed) ? parsed.Padded : number;

    private static bool IsOther(string? typed, string? answered) => !string.IsNullOrEmpty(typed) && !string.IsNullOrEmpty(answered) && !InsuranceText.AreSame(typed, answered);
}
