using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kiosk.Vault.Aside;

/// <summary>Looks whether a vault's file is whole where results lie: one that is damaged may open all the same, and fail at the next visit.</summary>
internal static class Soundness
{
    private const int Interrupted = 9;

    // Of SQLite's steps, between two looks at the time.
    private const int Steps = 20_000;

    // Not the trail, which is larger than all of these: what is wrong in its past stops no visit, and 'kiosk audit verify' tells of it. Its end is read.
    private static readonly string[] Looked = ["results", "tickets", "checks", "pending", "asked", "unexported", "clock", "held_keys", "sealing_keys"];

    /// <summary>True when the file is damaged, or a table is gone. Where the time does not suffice it counts as whole: a visitor waits.</summary>
    /// <param name="connection">To a vault.</param>
    /// <param name="patience">How long is looked; null: to the end.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public static bool IsDamaged(SqliteConnection connection, TimeSpan? patience)
    {
        var began = TimeProvider.System.GetTimestamp();
        raw.sqlite3_progress_handler(connection.Handle, Steps, _ => patience is { } limit && TimeProvider.System.GetElapsedTime(began) > limit ? 1 : 0, v: null);
        try
        {
            connection.Number("SELECT coalesce(sum(length(kind)), 0) FROM (SELECT kind FROM audit ORDER BY seq DESC LIMIT 100)");
            var isOld = VaultSchema.IsOld(connection);
            return Array.Exists(Looked, table => VaultSchema.Has(connection, table) ? IsDamaged(connection, table) : !isOld);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Interrupted)
        {
            return false;
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, func: null, v: null);
        }
    }

    private static bool IsDamaged(SqliteConnection connection, string table)
    {
        using var command = connection.Command($"PRAGMA quick_check({table})");
        return command.ExecuteScalar() as string != "ok";
    }
}
