using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>Deletes what is past its last day, down to the bytes: secure_delete overwrites freed pages, the emptied WAL keeps no old ones.</summary>
internal static class Purge
{
    /// <summary>Deletes, and says how many. Also when there is nothing to delete the WAL is emptied: an earlier purge may have been kept from it.</summary>
    public static Purged Run(SqliteConnection connection, DateOnly today)
    {
        var day = ("$today", (object?)Codes.Of(today));
        int deleted;
        using (var transaction = connection.BeginTransaction())
        {
            deleted = connection.Execute("DELETE FROM results WHERE last_day < $today", day) + connection.Execute("DELETE FROM checks WHERE last_day < $today", day);
            // These go with their visit's result, and are not counted twice.
            connection.Execute("DELETE FROM tickets WHERE last_day < $today", day);
            connection.Execute("DELETE FROM pending WHERE last_day < $today", day);
            connection.Execute("DELETE FROM unexported WHERE visit_id NOT IN (SELECT visit_id FROM results)");
            transaction.Commit();
        }

        return new(deleted, connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0 ? null : VaultTrouble.Busy);
    }
}
