using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.Eligibility;

namespace Kiosk.Alternatives;

/// <summary>A date as Japanese papers print it and staff type it: 2027-07-31, 20270731, 令和9年7月31日, R9.7.31, half- or full-width.</summary>
public static partial class PaperDate
{
    // When each era began; a day before belongs to the era before.
    private static readonly (string Names, DateOnly From)[] Eras =
    [
        ("明治M", new DateOnly(1868, 10, 23)), ("大正T", new DateOnly(1912, 7, 30)), ("昭和S", new DateOnly(1926, 12, 25)),
        ("平成H", new DateOnly(1989, 1, 8)), ("令和R", new DateOnly(2019, 5, 1)),
    ];

    /// <summary>The day; null when it is none.</summary>
    public static DateOnly? Of(string? text)
    {
        var plain = InsuranceText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        if (DateOnly.TryParseExact(plain, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var packed))
        {
            return packed;
        }

        return Parts().Match(plain) is { Success: true } parts ? DayOf(parts.Groups) : null;
    }

    private static DateOnly? DayOf(GroupCollection parts)
    {
        var year = parts["year"].Value == "元" ? 1 : Number(parts["year"]);
        var (month, day) = (Number(parts["month"]), Number(parts["day"]));
        if (parts["era"].Value is not { Length: > 0 } name)
        {
            return year >= 1000 ? Day(year, month, day) : null;
        }

        var era = Array.FindIndex(Eras, e => e.Names.Contains(name, StringComparison.OrdinalIgnoreCase));
        var until = era < Eras.Length - 1 ? Eras[era + 1].From : DateOnly.MaxValue;
        return year is > 0 and < 100 && Day(Eras[era].From.Year + year - 1, month, day) is { } found && found >= Eras[era].From && found < until ? found : null;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<era>明治|大正|昭和|平成|令和|[MTSHRmtshr])?(?<year>元|[0-9]{1,4})[年./-](?<month>[0-9]{1,2})[月./-](?<day>[0-9]{1,2})日?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
