using System.Globalization;
using Kiosk.Eligibility;

namespace Kiosk.Alternatives;

/// <summary>Judges what staff typed from a paper: hard, while the paper and its holder are still there.</summary>
public static class EntryRules
{
    private const int MostBytes = 38;
    private const int MostText = 100;
    private const int CertificateYears = 5;
    private const int OldestYears = 130;
    private const int BranchDigits = 2;

    private static readonly string[] Sexes = ["1", "2", "3"];

    /// <summary>What was typed as it is kept, and what is wrong with it. Only without faults may it be kept.</summary>
    public static (IReadOnlyList<TypedField> Accepted, IReadOnlyList<FieldFault> Faults) Judge(AlternativeRoute route, IReadOnlyList<TypedField> typed, DateOnly? today)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var odd = typed.Where((one, i) => Papers.NeedOf(route, one.Field) == FieldNeed.None || typed.Take(i).Any(earlier => earlier.Field == one.Field))
            .Select(one => new FieldFault(one.Field, EntryFault.NotAsked)).ToList();
        if (odd.Count > 0)
        {
            return ([], odd);
        }

        var insurer = Text(typed, PaperField.InsurerNumber);
        var faults = Papers.FieldsOf(route)
            .Select(field => FaultOf(route, field, Text(typed, field), insurer, today) is { } fault ? new FieldFault(field, fault) : null).OfType<FieldFault>().ToList();
        return faults.Count > 0
            ? ([], faults)
            : ([.. typed.Where(one => !IsEmpty(one.Text)).OrderBy(one => one.Field).Select(one => one with { Text = AsKept(one) })], faults);
    }

    /// <summary>What is wrong with one field, while the others are still being typed.</summary>
    /// <param name="route">The paper.</param>
    /// <param name="field">The field.</param>
    /// <param name="text">What was typed; full-width digits and whatever looks like a hyphen are understood.</param>
    /// <param name="insurer">The insurer number beside it, as typed.</param>
    /// <param name="today">The date in Japan; null while the clock cannot be trusted: then a date need only be one.</param>
    public static EntryFault? FaultOf(AlternativeRoute route, PaperField field, string? text, string? insurer, DateOnly? today)
    {
        if (text is null || IsEmpty(text))
        {
            return Papers.NeedOf(route, field) == FieldNeed.Required ? EntryFault.Missing : null;
        }

        if (text.Any(char.IsControl))
        {
            return EntryFault.TooLong;
        }

        return field switch
        {
            PaperField.CardSeen => text == Papers.Yes ? null : EntryFault.Missing,
            PaperField.InsurerNumber => InsurerNumber.FaultOf(PaperText.Digits(text)) is { } fault ? Of(fault) : null,
            PaperField.Symbol or PaperField.Branch when InsurerNumber.KindOf(PaperText.Digits(insurer)) == InsurerKind.LateElderly => EntryFault.NotForLateElderly,
            PaperField.Symbol or PaperField.Number => Bytes(text) > MostBytes ? EntryFault.TooLong : null,
            PaperField.Branch => PaperText.Digits(text) is { Length: BranchDigits } digits && digits.All(char.IsAsciiDigit) ? null : EntryFault.BranchForm,
            PaperField.Name or PaperField.Address => text.Length > MostText ? EntryFault.TooLong : null,
            PaperField.Birthdate => OfDate(text, day => day > today || day < today?.AddYears(-OldestYears) ? EntryFault.NotABirthdate : null),
            PaperField.Sex => Sexes.Contains(text, StringComparer.Ordinal) ? null : EntryFault.UnknownCode,
            PaperField.ValidUntil => OfDate(text, day => day < today ? EntryFault.Expired : day > today?.AddYears(CertificateYears) ? EntryFault.TooFarAhead : null),
        };
    }

    private static EntryFault Of(NumberFault fault) => fault switch
    {
        NumberFault.Length => EntryFault.Length,
        NumberFault.NotDigits => EntryFault.NotDigits,
        NumberFault.CheckDigit => EntryFault.CheckDigit,
    };

    private static EntryFault? OfDate(string text, Func<DateOnly, EntryFault?> judge) => PaperText.Date(text) is { } day ? judge(day) : EntryFault.NotADate;

    private static string AsKept(TypedField typed) => typed.Field switch
    {
        PaperField.InsurerNumber or PaperField.Branch => PaperText.Digits(typed.Text),
        PaperField.Birthdate or PaperField.ValidUntil => PaperText.Date(typed.Text)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PaperField.CardSeen or PaperField.Symbol or PaperField.Number or PaperField.Name or PaperField.Sex or PaperField.Address => PaperText.Visible(typed.Text).Trim(),
    };

    // As the official files count: half-width characters one, all others two.
    private static int Bytes(string text) => text.Trim().Sum(c => c is <= '\u007E' or >= '\uFF61' and <= '\uFF9F' ? 1 : 2);

    private static string? Text(IReadOnlyList<TypedField> typed, PaperField field) => typed.FirstOrDefault(one => one.Field == field)?.Text;

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(PaperText.Visible(text));
}
