using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>How many results of a day came to the same.</summary>
/// <param name="Day">The day, as yyyy-MM-dd.</param>
/// <param name="Outcome">The outcome's code.</param>
/// <param name="Method">The method's code.</param>
/// <param name="Count">How many.</param>
public sealed record VaultCount(string Day, string Outcome, string Method, long Count);

/// <summary>What a vault's clear columns count: without its key, and whether or not the desk runs.</summary>
public static class VaultCounts
{
    /// <summary>The counts of a folder's vault, or why they cannot be had.</summary>
    public static (IReadOnlyList<VaultCount>? Counts, VaultOpening? Failed) Of(string folder)
    {
        var place = new VaultFolder(folder);
        if (!place.HoldsDatabase)
        {
            return (null, VaultOpening.Failed(VaultDefect.Missing, place.DatabaseFile));
        }

        try
        {
            using var connection = VaultDatabase.OpenToLook(place.DatabaseFile);
            using var command = connection.Command("SELECT day, outcome, method, count(*) FROM results GROUP BY day, outcome, method ORDER BY day, outcome, method");
            using var rows = command.ExecuteReader();
            var counts = new List<VaultCount>();
            while (rows.Read())
            {
                counts.Add(new VaultCount(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3)));
            }

            return (counts, null);
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return (null, VaultOpening.Failed(SqliteTroubles.DefectOf(trouble), place.DatabaseFile));
        }
    }
}
