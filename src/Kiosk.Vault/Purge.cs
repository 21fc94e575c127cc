using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>Deletes what is past its last day, down to the bytes: secure_delete overwrites freed pages, the emptied WAL keeps no old ones.</summary>
internal static class Purge
{
    // A megabyte that holds nothing is not worth writing everything anew.
    private const int FewPages = 256;

    /// <summary>Deletes, and says how many. Also when there is nothing to delete the WAL is emptied: an earlier purge may have been kept from it.</summary>
    public static Purged Run(SqliteConnection connection, Undated undated, DateOnly today)
    {
        var day = ("$today", (object?)Codes.Of(today));
        int deleted;
        using (var transaction = connection.BeginTransaction())
        {
            undated.DateAll();
            deleted = connection.Execute("DELETE FROM results WHERE last_day < $today", day) + connection.Execute("DELETE FROM checks WHERE last_day < $today", day);
            // These go with their visit's result, and are not counted twice.
            connection.Execute("DELETE FROM tickets WHERE last_day < $today", day);
            connection.Execute("DELETE FROM pending WHERE last_day < $today", day);
            connection.Execute("DELETE FROM unexported WHERE visit_id NOT IN (SELECT visit_id FROM results)");
            connection.Execute("INSERT INTO clock (only_row, believed_on) VALUES (1, $today) ON CONFLICT (only_row) DO UPDATE SET believed_on = excluded.believed_on", day);
            transaction.Commit();
        }

        GiveBack(connection);
        return new(deleted, connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0 ? null : VaultTrouble.Busy);
    }

    // Freed pages are zeroed already. Where most of the file is free, as after a month of many visits, it is made small again.
    private static void GiveBack(SqliteConnection connection)
    {
        if (connection.Number("PRAGMA freelist_count") is var free && free > FewPages && free * 2 > connection.Number("PRAGMA page_count"))
        {
            try
            {
                connection.Execute("VACUUM");
            }
            catch (SqliteException e) when (SqliteTroubles.Of(e) is not null)
            {
                // It needs room of its own, and nobody else at the file; what is free is used for what comes.
            }
        }
    }
}
