using System.Globalization;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Search;
using Kiosk.Visits;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Searching;

/// <summary>A search as it stands in an address; what is wrong is told without repeating what was looked for.</summary>
internal static class SearchQuery
{
    private static readonly Dictionary<string, Outcome> Outcomes = Enum.GetValues<Outcome>().ToDictionary(Code.Of, StringComparer.Ordinal);

    /// <summary>Reads it; or says what is wrong.</summary>
    public static (ResultSearch? Search, string? Wrong) Of(IQueryCollection query)
    {
        var text = query["q"].ToString();
        var wrong = text.Length > ResultSearch.LongestText || text.Any(char.IsControl) ? $"q must be one line of at most {ResultSearch.LongestText} characters." : null;
        var from = Day(query, "from", ref wrong);
        var to = Day(query, "to", ref wrong);
        wrong ??= from > to ? "from is after to." : null;
        var outcome = Of(query, "outcome", told => Outcomes.TryGetValue(told, out var known) ? known : (Outcome?)null, $"one of {string.Join(", ", Outcomes.Keys)}", ref wrong);
        var pending = Of(query, "pending", told => bool.TryParse(told, out var waits) ? waits : (bool?)null, "true or false", ref wrong);
        var offset = Of(query, "offset", told => Number(told, least: 0, int.MaxValue), "a number from 0 on", ref wrong);
        var limit = Of(query, "limit", told => Number(told, least: 1, ResultSearch.MostLimit), $"a number from 1 to {ResultSearch.MostLimit}", ref wrong);
        return wrong is null ? (new ResultSearch(text, from, to, outcome, pending, offset ?? 0, limit ?? ResultSearch.UsualLimit), null) : (null, wrong);
    }

    /// <summary>The address of a search.</summary>
    public static string PathOf(ResultSearch search, string staff)
    {
        var parts = new (string Key, string? Value)[]
        {
            ("q", search.Text), ("from", Iso(search.From)), ("to", Iso(search.To)), ("outcome", search.Outcome is { } outcome ? Code.Of(outcome) : null),
            ("pending", search.Pending is { } pending ? pending ? "true" : "false" : null), ("offset", search.Offset.ToString(CultureInfo.InvariantCulture)),
            ("limit", search.Limit.ToString(CultureInfo.InvariantCulture)), ("staff", staff),
        };
        return $"results/search?{string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}"))}";
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A day after the last one that there is cannot be reckoned.
    private static DateOnly? Day(IQueryCollection query, string key, ref string? wrong) =>
        Of(query, key, told => PaperText.Date(told) is { } day && day.Year < DateOnly.MaxValue.Year ? day : (DateOnly?)null, "a date such as 2026-11-24", ref wrong);

    private static int? Number(string told, int least, int most) =>
        int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static T? Of<T>(IQueryCollection query, string key, Func<string, T?> read, string what, ref string? wrong)
        where T : struct
    {
        if (query[key].ToString() is not { Length: > 0 } told)
        {
            return null;
        }

        var value = read(told);
        wrong ??= value is null ? $"{key} must be {what}." : null;
        return value;
    }
}
