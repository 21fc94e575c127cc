using Kiosk.Records;

namespace Kiosk.Vault;

/// <content>All results, some at a time, in the order of their ids: what comes or goes meanwhile moves no other.</content>
internal sealed partial class SealedResults
{
    /// <summary>About how many there are; to count them would mean to read them.</summary>
    public int Estimate() => (int)connection.Number("SELECT coalesce((SELECT max(rowid) FROM results) - (SELECT min(rowid) FROM results) + 1, 0)");

    /// <summary>The next results behind an id, without those that do not open, and the last id looked at; null: there is none behind it.</summary>
    public (IReadOnlyList<KeptResult> Results, string? Last) After(string id, int most)
    {
        using var command = connection.Command("SELECT max(visit_id) FROM (SELECT visit_id FROM results WHERE visit_id > $after ORDER BY visit_id LIMIT $most)", ("$after", id), ("$most", most));
        return command.ExecuteScalar() is string last ? (Read(Select + "WHERE r.visit_id > $after AND r.visit_id <= $last", ("$after", id), ("$last", last)), last) : ([], null);
    }
}
