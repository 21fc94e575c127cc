using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The visits whose result is still to be handed to other programs; only where they are to be. Not for two callers at once.</summary>
internal sealed class Unexported(SqliteConnection connection, bool areRemembered)
{
    /// <summary>Remembers a visit, in the transaction that writes its result.</summary>
    public void Remember(KeptResult result)
    {
        // A face reader hands its own results to the receipt computer, and an answer that is only shown again was handed over when it was given.
        if (areRemembered && result is { Source: ResultSource.Stand, RepeatOf: null })
        {
            connection.Execute("INSERT INTO unexported (visit_id) VALUES ($visit) ON CONFLICT (visit_id) DO NOTHING", ("$visit", Codes.Of(result.VisitId)));
        }
    }

    /// <summary>Forgets a visit that was handed over.</summary>
    public void Forget(Guid visitId) => connection.Execute("DELETE FROM unexported WHERE visit_id = $visit", ("$visit", Codes.Of(visitId)));

    /// <summary>All of them, the earliest result first.</summary>
    public IReadOnlyList<Guid> All()
    {
        using var command = connection.Command("SELECT u.visit_id FROM unexported u JOIN results r ON r.visit_id = u.visit_id ORDER BY r.ended_at, r.visit_id");
        using var rows = command.ExecuteReader();
        var all = new List<Guid>();
        while (rows.Read())
        {
            all.Add(Guid.Parse(rows.GetString(0)));
        }

        return all;
    }
}
