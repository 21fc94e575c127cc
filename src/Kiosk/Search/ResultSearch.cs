using System.Text.Json.Serialization;
using Kiosk.Visits;

namespace Kiosk.Search;

/// <summary>What is looked for among the kept results. What is left out makes no difference.</summary>
/// <param name="Text">One line as staff type it: parts of names, digits, dates of birth; all of them must fit (see <see cref="SearchTerms"/>).</param>
/// <param name="From">The first day of the visit, Japan time.</param>
/// <param name="To">The last day of the visit, Japan time.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Pending">Whether it waits for staff, because nobody could be asked.</param>
/// <param name="Offset">How many of the newest are left out.</param>
/// <param name="Limit">How many lines at most.</param>
public sealed record ResultSearch(
    string? Text = null, DateOnly? From = null, DateOnly? To = null, Outcome? Outcome = null, bool? Pending = null, int Offset = 0, int Limit = ResultSearch.UsualLimit)
{
    /// <summary>How many lines, where nobody says.</summary>
    public const int UsualLimit = 50;

    /// <summary>The most lines that are given at once.</summary>
    public const int MostLimit = 200;

    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 100;

    /// <summary>Never what is looked for.</summary>
    public override string ToString() => nameof(ResultSearch);
}

/// <summary>A kept result in a list of those that were found: what tells people apart, and nothing more of the record.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="EndedAt">When.</param>
/// <param name="Name">氏名 as the authority gave it; null where there is no record.</param>
/// <param name="NameKana">氏名カナ, as it came.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsPending">It waits for staff, because nobody could be asked.</param>
/// <param name="LastDay">The last day on which it may be seen, Japan time; null: that is known once the clock can be trusted.</param>
/// <param name="DaysLeft">How many days are left until it is deleted; 0: it is deleted when today is over. Null as the last day.</param>
public sealed record ResultLine(
    Guid VisitId, DateTimeOffset EndedAt, string? Name, string? NameKana, Outcome Outcome, Reason? Reason, bool IsPending, DateOnly? LastDay, int? DaysLeft)
{
    /// <summary>Never the person.</summary>
    public override string ToString() => $"line of visit {VisitId}";
}

/// <summary>Some of what was found, newest first.</summary>
/// <param name="Lines">The lines from the offset on.</param>
/// <param name="Total">How many were found in all.</param>
public sealed record ResultPage(IReadOnlyList<ResultLine> Lines, int Total);

/// <summary>What a search came to.</summary>
public enum SearchState
{
    /// <summary>Here is what was found.</summary>
    Done,

    /// <summary>The kept results are being read still: it is to be asked again.</summary>
    Preparing,

    /// <summary>They cannot be read: whether there is something is not known.</summary>
    Unreadable,
}

/// <summary>The answer to a search.</summary>
/// <param name="State">What it came to.</param>
/// <param name="Page">What was found; null unless it is done.</param>
/// <param name="Percent">How much of the results is read, while they are.</param>
/// <param name="Trouble">Why they cannot be read.</param>
public sealed record SearchAnswer([property: JsonRequired] SearchState State, ResultPage? Page = null, int? Percent = null, Records.VaultTrouble? Trouble = null);

/// <summary>A vault that can be searched.</summary>
public interface ISearchVault
{
    /// <summary>Searches all kept results.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="today">The day in Japan, for the days that are left.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<SearchAnswer> SearchAsync(ResultSearch search, DateOnly today, CancellationToken cancellation);
}
