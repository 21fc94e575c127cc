using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kiosk.Eligibility;

namespace Kiosk.Tickets;

/// <summary>What is typed from a paper: full-width or half-width, with hyphens or without, Western or Japanese dates.</summary>
internal static class TicketText
{
    private const int Showa = 3;
    private const int Heisei = 4;
    private const int Reiwa = 5;

    private static readonly string[] Dates = ["yyyyMMdd", "yyyy-M-d"];

    private static readonly (string Name, int Era)[] Eras = [("R", Reiwa), ("令和", Reiwa), ("H", Heisei), ("平成", Heisei), ("S", Showa), ("昭和", Showa)];

    private static readonly JapaneseCalendar Japan = new();

    /// <summary>The text in half width without spaces and hyphens: what is left of a number should be digits.</summary>
    public static string Digits(string? typed) => Plain(typed).Replace("-", "", StringComparison.Ordinal);

    /// <summary>A date such as 2027-03-31, 20270331, R9.3.31 or 令和9年3月31日.</summary>
    public static bool TryDate(string? typed, [NotNullWhen(true)] out DateOnly? date)
    {
        var text = Plain(typed).ToUpperInvariant();
        text = text.Replace('年', '-').Replace('月', '-').Replace('/', '-').Replace('.', '-').Replace('。', '-').Replace("日", "", StringComparison.Ordinal);
        date = Eras.FirstOrDefault(e => text.StartsWith(e.Name, StringComparison.Ordinal)) is { Name: { } name } era
            ? OfEra(era.Era, text[name.Length..].Replace("元", "1", StringComparison.Ordinal))
            : DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var western) ? western : null;
        return date is not null;
    }

    private static string Plain(string? typed) => InsuranceText.Fold(typed).Replace(" ", "", StringComparison.Ordinal);

    private static DateOnly? OfEra(int era, string text)
    {
        string[] parts = text is { Length: 6 } && text.All(char.IsAsciiDigit) ? [text[..2], text[2..4], text[4..]] : text.Split('-');
        if (parts is not [{ Length: 1 or 2 } year, { Length: 1 or 2 } month, { Length: 1 or 2 } day] || !parts.All(part => part.All(char.IsAsciiDigit)))
        {
            return null;
        }

        try
        {
            return DateOnly.FromDateTime(Japan.ToDateTime(Number(year), Number(month), Number(day), 0, 0, 0, 0, era));
        }
        catch (ArgumentOutOfRangeException)
        {
            // The calendar has no other way to say that there is no such day.
            return null;
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
