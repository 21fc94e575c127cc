using Kiosk.Search;

namespace Kiosk.Screen.Tests.Rig;

/// <content>The search.</content>
internal sealed partial class FakeDesk
{
    /// <summary>What was searched for.</summary>
    public List<(ResultSearch Search, string Staff)> Searches { get; } = [];

    /// <summary>What is answered; null: the results whose name holds the text.</summary>
    public Func<ResultSearch, SearchAnswer>? SearchAnswer { get; set; }

    public Task<SearchAnswer> SearchAsync(ResultSearch search, string staff, CancellationToken cancellation)
    {
        Searches.Add((search, staff));
        return Answer(() => SearchAnswer?.Invoke(search) ?? Found(search));
    }

    private SearchAnswer Found(ResultSearch search)
    {
        var found = Results.Where(result => result.Confirmation!.Records[0].Name!.Contains(search.Text!, StringComparison.Ordinal)).OrderByDescending(result => result.EndedAt).ToList();
        return new SearchAnswer(SearchState.Done, new ResultPage(
            [.. found.Take(search.Limit).Select(result => new ResultLine(
                result.VisitId, result.EndedAt, result.Confirmation!.Records[0].Name, result.Confirmation.Records[0].NameKana, result.Outcome, result.Reason, IsPending: false, result.LastDay, DaysLeft: 37))],
            found.Count));
    }
}
