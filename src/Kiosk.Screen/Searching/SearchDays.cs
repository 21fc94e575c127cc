using System.Globalization;
using Kiosk.Eligibility;

namespace Kiosk.Screen.Searching;

/// <summary>Days of visits, as staff choose them and type them.</summary>
internal static class SearchDays
{
    public static (DateOnly From, DateOnly To) ThisMonth(DateOnly today) => (Month(today), Month(today).AddMonths(1).AddDays(-1));

    public static (DateOnly From, DateOnly To) LastMonth(DateOnly today) => (Month(today).AddMonths(-1), Month(today).AddDays(-1));

    /// <summary>A day as on paper, or month and day alone: the last such day that there was.</summary>
    public static DateOnly? Read(string text, DateOnly today) =>
        PaperText.Date(text) ?? (InYear(text, today.Year) is { } day && day <= today ? day : InYear(text, today.Year - 1));

    /// <summary>The days in one text; a single one stands alone.</summary>
    public static string Of(DateOnly? from, DateOnly? to) => from == to && from is { } day ? Iso(day) : $"{Iso(from)} - {Iso(to)}".Trim();

    private static DateOnly? InYear(string text, int year) => PaperText.Date(string.Create(CultureInfo.InvariantCulture, $"{year}/{text}"));

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
