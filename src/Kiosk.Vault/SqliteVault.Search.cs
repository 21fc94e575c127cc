using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Vault.Searching;

namespace Kiosk.Vault;

/// <content>The search of all results.</content>
public sealed partial class SqliteVault : ISearchVault
{
    // A visit waits for one batch at most while the results are read: some milliseconds.
    private const int Batch = 100;

    private readonly LiveIndex live;

    /// <summary>For measuring: how many results the index holds, in how many bytes.</summary>
    internal (int Rows, long Bytes) IndexSize => live.Size;

    /// <inheritdoc />
    public async Task<SearchAnswer> SearchAsync(ResultSearch search, DateOnly today, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        using var use = live.Use();
        if (await live.ReadyAsync(cancellation) is { } notYet)
        {
            return notYet;
        }

        var (pendingNow, trouble) = await RunAsync(
            () =>
            {
                live.Refresh(results.Find);
                return ((IReadOnlySet<Guid>)(search.Pending is null ? [] : pending.Open().Select(visit => visit.VisitId).ToHashSet()), (VaultTrouble?)null);
            },
            why => (new HashSet<Guid>(), (VaultTrouble?)why), cancellation);
        if (trouble is not null)
        {
            return CannotRead(trouble);
        }

        // Beside the gate: no visit waits for a search.
        var (page, total) = await Task.Run(() => live.Find(search, pendingNow), cancellation);
        return await RunAsync(() => new SearchAnswer(SearchState.Done, new ResultPage([.. page.Select(results.Find).OfType<KeptResult>().Select(LineOf)], total)), why => CannotRead(why), cancellation);

        ResultLine LineOf(KeptResult result)
        {
            var record = result.Confirmation?.Records is [var first, ..] ? first : null;
            return new ResultLine(
                result.VisitId, result.EndedAt, record?.Name, record?.NameKana, result.Outcome, result.Reason, PendingVisit.IsPending(result) && result.Settlement is null,
                result.IsUndated ? null : result.LastDay, result.IsUndated ? null : Math.Max(0, result.LastDay.DayNumber - today.DayNumber));
        }
    }

    internal static SearchAnswer CannotRead(VaultTrouble? trouble) => new(SearchState.Unreadable, Trouble: trouble);

    private Task<IndexBatch> ReadBatchAsync(string after, Action<KeptResult> take, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var (found, last) = results.After(after, Batch);
            foreach (var result in found)
            {
                take(result);
            }

            return new IndexBatch(last, after.Length == 0 ? results.Estimate() : null, Trouble: null);
        },
        trouble => new IndexBatch(Last: null, Total: null, trouble), cancellation);

    private Purged PurgeAll(DateOnly today)
    {
        // What was kept while the clock could not be trusted is dated anew: then it lies elsewhere in the order of time.
        Guid[] undatedNow = live.IsAlive ? [.. results.Undated().Select(result => result.VisitId)] : [];
        var purged = Purge.Run(connection, undated, today);
        live.Renew(undatedNow);
        live.Purge(today);
        return purged;
    }
}
