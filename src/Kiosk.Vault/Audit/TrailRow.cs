using System.Text;
using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Audit;

/// <summary>One row of the trail as it lies in the table; codes and times as they are written there.</summary>
/// <param name="Seq">Its number; without gaps, from 1.</param>
/// <param name="At">When, in ms UTC.</param>
/// <param name="Kind">What: the code of an <see cref="AuditKind"/>.</param>
/// <param name="VisitId">Of which visit.</param>
/// <param name="Staff">Who of the staff; null: the stand itself.</param>
/// <param name="Outcome">What the visit came to.</param>
/// <param name="Reason">Why.</param>
/// <param name="ElapsedMs">How long, in ms.</param>
/// <param name="Detail">A count or the name of a setting.</param>
/// <param name="Through">Up to which number rows were removed, in the row that says so.</param>
/// <param name="Mac">Over the row before and this one.</param>
/// <param name="EndMark">Says, in the last row only, that it is the last.</param>
public sealed record TrailRow(
    long Seq, long At, string Kind, string? VisitId, string? Staff, string? Outcome, string? Reason, long? ElapsedMs, string? Detail, long? Through, byte[]? Mac, byte[]? EndMark)
{
    // As bytes: text is read up to its first zero otherwise.
    internal const string Columns =
        "seq, at, CAST(kind AS BLOB), CAST(visit_id AS BLOB), CAST(staff AS BLOB), CAST(outcome AS BLOB), CAST(reason AS BLOB), elapsed_ms, CAST(detail AS BLOB), through, mac, end_mark";

    /// <summary>When.</summary>
    public DateTimeOffset When => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(At, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    /// <summary>True when a row says this kind.</summary>
    internal bool Is(AuditKind kind) => Kind == Codes.Of(kind);

    internal static TrailRow Of(AuditEvent happened, long seq, long? through) => new(
        seq, happened.At.ToUnixTimeMilliseconds(), Codes.Of(happened.Kind), happened.VisitId is { } id ? Codes.Of(id) : null, happened.Staff,
        Codes.Of(happened.Outcome), Codes.Of(happened.Reason), (long?)happened.Elapsed?.TotalMilliseconds, happened.Detail, through, Mac: null, EndMark: null);

    /// <summary>The rows of a query for <see cref="Columns"/>, one after the other.</summary>
    /// <exception cref="SqliteException">They cannot be read.</exception>
    internal static IEnumerable<TrailRow> Query(SqliteConnection connection, string clauses, params (string Name, object? Value)[] values)
    {
        using var command = connection.Command($"SELECT {Columns} FROM audit {clauses}", values);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return Read(rows);
        }
    }

    private static TrailRow Read(SqliteDataReader rows)
    {
        // In a damaged file anything may be missing.
        return new TrailRow(rows.GetInt64(0), Number(1) ?? 0, Text(2) ?? "", Text(3), Text(4), Text(5), Text(6), Number(7), Text(8), Number(9), Bytes(10), Bytes(11));

        byte[]? Bytes(int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<byte[]>(column);
        string? Text(int column) => Bytes(column) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        long? Number(int column) => rows.IsDBNull(column) ? null : rows.GetInt64(column);
    }
}
