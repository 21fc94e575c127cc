using Kiosk.Records;
using Kiosk.Secrets;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Aside;

/// <summary>
/// Deletes in a vault that was set aside what is past its last day. That stands in clear, so that no key is needed; a file that cannot be read goes as a whole, when the last result that
/// can be in it would. The trail cannot be shortened without its key: it stays until all of it is past its time.
/// </summary>
internal static class AsidePurge
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] WithLastDay = ["results", "checks", "tickets", "pending"];

    /// <summary>Deletes.</summary>
    /// <param name="folder">The folder of the set.</param>
    /// <param name="lastDay">The last day of the last result that can be in it.</param>
    /// <param name="today">The day in Japan.</param>
    /// <param name="trailKeptSince">Rows of the trail of this time and later stay.</param>
    /// <exception cref="IOException">A file cannot be overwritten or deleted.</exception>
    public static AsidePurged Run(string folder, DateOnly lastDay, DateOnly today, DateTimeOffset trailKeptSince)
    {
        var isPast = Retention.IsPast(lastDay, today);
        var (deleted, trouble, isDone) = (0, (VaultTrouble?)null, true);
        try
        {
            (deleted, trouble, isDone) = InDatabase(new VaultFolder(folder), lastDay, today, trailKeptSince);
        }
        catch (SqliteException e)
        {
            // Whatever else it is: this file cannot be read.
            trouble = SqliteTroubles.Of(e) is { } told and not VaultTrouble.Corrupt ? told : null;
        }

        if (trouble is not null || !isDone || !isPast)
        {
            return new AsidePurged(deleted, IsGone: false, trouble);
        }

        Delete(folder);
        return new AsidePurged(deleted, IsGone: true, Trouble: null);
    }

    // Done: nothing is in the file that must stay. Damaged files end here with an exception, or without a trail that counts.
    private static (int Deleted, VaultTrouble? Trouble, bool IsDone) InDatabase(VaultFolder set, DateOnly lastDay, DateOnly today, DateTimeOffset trailKeptSince)
    {
        if (!set.HoldsDatabase)
        {
            return (0, null, IsDone: true);
        }

        using var connection = VaultDatabase.Open(set.DatabaseFile, Patience);
        if (VaultSchema.Judge(connection) == VaultDefect.NotAVault)
        {
            return (0, null, IsDone: true);
        }

        connection.Harden();
        var deleted = DeleteDue(connection, lastDay, today);
        var trouble = connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0 ? (VaultTrouble?)null : VaultTrouble.Busy;
        return (deleted, trouble, Retention.IsPast(lastDay, today) && (Soundness.IsDamaged(connection, patience: null) || !HoldsTrailSince(connection, trailKeptSince)));
    }

    private static int DeleteDue(SqliteConnection connection, DateOnly lastDay, DateOnly today)
    {
        var deleted = 0;
        using var transaction = connection.BeginTransaction(deferred: false);
        // Of an older version some are not there.
        foreach (var table in WithLastDay.Where(table => VaultSchema.Has(connection, table)))
        {
            connection.Execute($"UPDATE {table} NOT INDEXED SET last_day = $last WHERE last_day = $undated", ("$last", Codes.Of(lastDay)), ("$undated", Codes.Undated));
            // Not by an index, which may be damaged where the rows are not.
            var count = connection.Execute($"DELETE FROM {table} NOT INDEXED WHERE last_day < $today", ("$today", Codes.Of(today)));
            deleted += table is "results" or "checks" ? count : 0;
        }

        if (VaultSchema.Has(connection, "unexported"))
        {
            connection.Execute("DELETE FROM unexported WHERE visit_id NOT IN (SELECT visit_id FROM results)");
        }

        if (VaultSchema.Has(connection, "asked"))
        {
            // Its result would have gone with the month after: what is of the month before this one, or later, stays.
            var stays = new DateTimeOffset(today.AddDays(1 - today.Day).AddMonths(-1).ToDateTime(TimeOnly.MinValue), JapanTime.Offset);
            connection.Execute("DELETE FROM asked WHERE asked_at < $stays", ("$stays", stays.ToUnixTimeMilliseconds()));
        }

        transaction.Commit();
        return deleted;
    }

    private static bool HoldsTrailSince(SqliteConnection connection, DateTimeOffset since) =>
        VaultSchema.Has(connection, "audit") && connection.Number($"SELECT count(*) FROM (SELECT 1 FROM audit WHERE at >= {Number(since)} LIMIT 1)") > 0;

    private static string Number(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    // The note goes last: what is cut short is done again the next day.
    private static void Delete(string folder)
    {
        foreach (var file in Directory.GetFiles(folder).OrderBy(AsideNote.Is))
        {
            Overwritten.Delete(file);
        }

        Directory.Delete(folder, recursive: true);
        Folder.Sync(Path.GetDirectoryName(folder)!);
    }
}
