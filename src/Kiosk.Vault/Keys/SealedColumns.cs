using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Keys;

/// <summary>Every column of sealed values, apart from the held keys: what is to be sealed again when the vault's key changes.</summary>
internal static class SealedColumns
{
    // A visitor's result does not wait meanwhile: nobody else has the vault open. Memory is what this spares.
    private const int AtOnce = 200;

    /// <summary>Table, column of the row's id, sealed column.</summary>
    public static IReadOnlyList<(string Table, string Id, string Column)> All { get; } =
        [("results", "visit_id", "sealed"), ("tickets", "visit_id", "sealed"), ("checks", "check_id", "sealed"), ("pending", "visit_id", "note")];

    /// <summary>Seals the values of one of them again, in the caller's transaction. What does not open with the key of before is emptied, since nobody could ever open it; its row stays and is told.</summary>
    /// <returns>How many were sealed again, and how many did not open.</returns>
    public static (int Sealed, int Emptied) SealAgain(SqliteConnection connection, (string Table, string Id, string Column) of, Sealer before, Sealer after)
    {
        var (resealed, emptied) = (0, 0);
        var last = long.MinValue;
        while (Next(connection, of, last) is { Count: > 0 } rows)
        {
            foreach (var (rowId, id, envelope) in rows)
            {
                var again = Again(id, envelope);
                connection.Execute($"UPDATE {of.Table} SET {of.Column} = $sealed WHERE rowid = $row", ("$sealed", again), ("$row", rowId));
                last = rowId;
            }
        }

        return (resealed, emptied);

        byte[] Again(string id, byte[] envelope)
        {
            var column = $"{of.Table}.{of.Column}";
            if (!Guid.TryParse(id, out var row) || before.Open(column, row, envelope) is not { } plain)
            {
                emptied += envelope.Length > 0 ? 1 : 0;
                return [];
            }

            resealed++;
            var again = after.Seal(column, row, plain);
            CryptographicOperations.ZeroMemory(plain);
            return again;
        }
    }

    private static List<(long RowId, string Id, byte[] Envelope)> Next(SqliteConnection connection, (string Table, string Id, string Column) of, long after)
    {
        using var command = connection.Command(
            $"SELECT rowid, {of.Id}, {of.Column} FROM {of.Table} WHERE rowid > $after AND {of.Column} IS NOT NULL ORDER BY rowid LIMIT $most", ("$after", after), ("$most", (long)AtOnce));
        using var rows = command.ExecuteReader();
        var next = new List<(long, string, byte[])>(AtOnce);
        while (rows.Read())
        {
            next.Add((rows.GetInt64(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
        }

        return next;
    }
}
