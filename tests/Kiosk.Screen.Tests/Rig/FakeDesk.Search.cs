using Kiosk.Records;
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
        var found = Results.Where(result =>
            (result.Confirmation?.Records is [var person, ..] ? person.Name! : "").Contains(search.Text!, StringComparison.Ordinal)
            && (search.From is not { } from || JapanTime.DateOf(result.EndedAt) >= from) && (search.To is not { } to || JapanTime.DateOf(result.EndedAt) <= to)
            && (search.Outcome ?? result.Outcome) == result.Outcome && (search.Pending is null || Pending.Exists(waits => waits.VisitId == result.VisitId))).OrderByDescending(result => result.EndedAt).ToList();
        return new SearchAnswer(SearchState.Done, new ResultPage(
            [.. found.Skip(search.Offset).Take(search.Limit).Select(result => new ResultLine(
                result.VisitId, result.EndedAt, result.Confirmation?.Records is [var person, ..] ? person.Name : null, result.Confirmation?.Records is [var same, ..] ? same.NameKana : null, result.Outcome, result.Reason, IsPending: false, result.LastDay, result.IsUndated ? null : 37))],
            found.Count));
    }
}
