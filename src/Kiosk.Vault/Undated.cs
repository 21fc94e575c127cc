using Kiosk.Records;
using Kiosk.Vault.Pending;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>
/// Results and checks that were kept while the clock could not be trusted. By their own dates they might be long past, or for years to come: they have no last day until they are dated anew.
/// Not for two callers at once.
/// </summary>
internal sealed class Undated(SqliteConnection connection, SealedResults results, SealedTickets tickets, PendingVisits pending, AlternativeChecks checks, TimeProvider time)
{
    // By what the computer counts, which nobody can set. Of what was kept before the start, that says nothing.
    private readonly Dictionary<Guid, long> keptAt = [];

    /// <summary>Notes that something undated is kept at this moment.</summary>
    public void Remember(Guid id) => keptAt[id] = time.GetTimestamp();

    /// <summary>Dates all of it, in the caller's transaction, now that the clock can be trusted.</summary>
    public void DateAll()
    {
        foreach (var result in results.Undated())
        {
            var dated = result with { EndedAt = Moment(result.VisitId, result.Confirmation?.ExecutedAt), IsUndated = false };
            results.Date(dated);
            tickets.Follow(dated);
            pending.Date(dated);
        }

        foreach (var check in checks.Undated())
        {
            checks.Date(check with { CheckedAt = Moment(check.Id, executedAt: null), IsUndated = false });
        }

        // What does not open: it was not kept later than now.
        foreach (var table in (string[])["results", "tickets", "pending", "checks"])
        {
            connection.Execute($"UPDATE {table} SET last_day = $last WHERE last_day = $undated", ("$last", Codes.Of(Retention.LastDay(JapanTime.DateOf(time.GetUtcNow())))), ("$undated", Codes.Undated));
        }
    }

    // Best is what the computer counted since, then the authority's clock, then the latest that it can have been.
    private DateTimeOffset Moment(Guid id, DateTime? executedAt)
    {
        var now = time.GetUtcNow();
        return keptAt.TryGetValue(id, out var at) ? now - time.GetElapsedTime(at)
            : executedAt is { } executed && new DateTimeOffset(executed, JapanTime.Offset) is var told && told < now ? told
            : now;
    }
}
