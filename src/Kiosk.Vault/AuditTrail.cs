using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The audit trail: rows are only ever added, and the table itself refuses anything else.</summary>
internal sealed class AuditTrail(SqliteConnection connection)
{
    /// <summary>Adds events in their order, all or none.</summary>
    public void Append(IReadOnlyList<AuditEvent> events)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        Add(events);
        transaction.Commit();
    }

    /// <summary>Adds events within the transaction that is open.</summary>
    public void Add(IReadOnlyList<AuditEvent> events)
    {
        foreach (var happened in events)
        {
            connection.Execute(
                """
                INSERT INTO audit (at, kind, visit_id, staff, outcome, reason, elapsed_ms, detail)
                VALUES ($at, $kind, $visit, $staff, $outcome, $reason, $elapsed, $detail)
                """,
                ("$at", happened.At.ToUnixTimeMilliseconds()), ("$kind", Codes.Of(happened.Kind)), ("$visit", happened.VisitId is { } id ? Codes.Of(id) : null),
                ("$staff", happened.Staff), ("$outcome", Codes.Of(happened.Outcome)), ("$reason", Codes.Of(happened.Reason)),
                ("$elapsed", (long?)happened.Elapsed?.TotalMilliseconds), ("$detail", happened.Detail));
        }
    }
}
