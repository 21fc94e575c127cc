using System.Globalization;
using System.Text.RegularExpressions;

namespace Kiosk.Eligibility;

/// <summary>What staff type from a paper: full-width or half-width, with hyphens or without, Western or Japanese dates.</summary>
public static partial class PaperText
{
    // When each era began; a day before belongs to the era before. What was printed before an era ended may count on in it (平成39年).
    private static readonly (string Names, DateOnly From)[] Eras =
    [
        ("明治M", new DateOnly(1868, 10, 23)), ("大正T", new DateOnly(1912, 7, 30)), ("昭和S", new DateOnly(1926, 12, 25)),
        ("平成H", new DateOnly(1989, 1, 8)), ("令和R", new DateOnly(2019, 5, 1)),
    ];

    /// <summary>The text without characters that nobody sees (zero width, writing direction): they come with what is pasted, and would make the same number another.</summary>
    public static string Visible(string? text) => string.Concat((text ?? "").Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format));

    /// <summary>The text in half width without spaces and hyphens: what is left of a number should be digits.</summary>
    public static string Digits(string? text) => Plain(text).Replace("-", "", StringComparison.Ordinal);

    /// <summary>The day of a date such as 2027-07-31, 20270731, 令和9年7月31日 or R9.7.31; null when it is none.</summary>
    public static DateOnly? Date(string? text)
    {
        var plain = Plain(text);
        if (DateOnly.TryParseExact(plain, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var packed))
        {
            return packed;
        }

        return Parts().Match(plain) is { Success: true } parts ? DayOf(parts.Groups) : null;
    }

    private static string Plain(string? text) => InsuranceText.Fold(Visible(text)).Replace(" ", "", StringComparison.Ordinal);

    private static DateOnly? DayOf(GroupCollection parts)
    {
        var year = parts["year"].Value == "元" ? 1 : Number(parts["year"]);
        var (month, day) = (Number(parts["month"]), Number(parts["day"]));
        if (parts["era"].Value is not { Length: > 0 } name)
        {
            return year >= 1000 ? Day(year, month, day) : null;
        }

        var era = Array.FindIndex(Eras, e => e.Names.Contains(name, StringComparison.OrdinalIgnoreCase));
        return year is > 0 and < 100 && Day(Eras[era].From.Year + year - 1, month, day) is { } found && found >= Eras[era].From ? found : null;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // With separators, or after an era two digits each.
    [GeneratedRegex(
        @"^(?<era>明治|大正|昭和|平成|令和|[MTSHRmtshr])?((?<year>元|[0-9]{1,4})[年./。-](?<month>[0-9]{1,2})[月./。-](?<day>[0-9]{1,2})日?|(?<=^\D+)(?<year>[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2}))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
