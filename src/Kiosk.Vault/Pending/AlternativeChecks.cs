using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Pending;

/// <summary>The checks by paper: one row a check, the person sealed. Not for two callers at once.</summary>
internal sealed class AlternativeChecks(SqliteConnection connection, Sealer sealer)
{
    private const string Column = "checks.sealed";

    private readonly HashSet<string> unreadable = [];

    /// <summary>How many different rows did not open when they were asked for.</summary>
    public int Unreadable => unreadable.Count;

    /// <summary>Writes a check, with the mark of the person whose pending visit it is about.</summary>
    public void Keep(AlternativeCheck check) => connection.Execute(
        """
        INSERT INTO checks (check_id, visit_id, person, checked_at, day, last_day, route, sealed)
        VALUES ($check, $visit, (SELECT person FROM pending WHERE visit_id = $visit), $at, $day, $last, $route, $sealed)
        """,
        ("$check", Codes.Of(check.Id)), ("$visit", check.VisitId is { } visit ? Codes.Of(visit) : null), ("$at", check.CheckedAt.ToUnixTimeMilliseconds()),
        ("$day", Codes.Of(JapanTime.DateOf(check.CheckedAt))), ("$last", Codes.LastDayOf(check)), ("$route", Codes.Of(check.Route)), ("$sealed", Seal(check)));

    /// <summary>The checks that have no last day yet.</summary>
    public IReadOnlyList<AlternativeCheck> Undated() =>
        [.. Read("SELECT check_id, sealed, contradicted_by, contradicts, seen FROM checks WHERE last_day = $undated", ("$undated", Codes.Undated)).Select(row => row.Check)];

    /// <summary>Writes an undated check's time anew.</summary>
    public void Date(AlternativeCheck check) => connection.Execute(
        "UPDATE checks SET checked_at = $at, day = $day, last_day = $last, sealed = $sealed WHERE check_id = $check",
        ("$at", check.CheckedAt.ToUnixTimeMilliseconds()), ("$day", Codes.Of(JapanTime.DateOf(check.CheckedAt))), ("$last", Codes.LastDayOf(check)),
        ("$sealed", Seal(check)), ("$check", Codes.Of(check.Id)));

    /// <summary>Compares the person's checks with an answer that was just kept. What is contradicted is to be audited.</summary>
    public IReadOnlyList<AuditEvent> Follow(KeptResult result)
    {
        // What is only shown again says nothing new.
        if (result is not { Person: { } person, RepeatOf: null })
        {
            return [];
        }

        var audited = new List<AuditEvent>();
        foreach (var row in Read("SELECT check_id, sealed, contradicted_by, contradicts, seen FROM checks WHERE person = $person AND contradicted_by IS NULL", ("$person", person.Value)))
        {
            if (Contradictions.Of(row.Check, result) is { Count: > 0 } found)
            {
                connection.Execute(
                    "UPDATE checks SET contradicted_by = $by, contradicts = $how WHERE check_id = $check",
                    ("$by", Codes.Of(result.VisitId)), ("$how", string.Join(' ', found.Select(Codes.Of))), ("$check", Codes.Of(row.Check.Id)));
                audited.Add(new AuditEvent(result.EndedAt, AuditKind.CheckContradicted, result.VisitId, Detail: $"check={row.Check.Id}"));
            }
        }

        return audited;
    }

    public int CountContradicted() => (int)connection.Number("SELECT count(*) FROM checks WHERE contradicted_by IS NOT NULL AND seen = 0");

    /// <summary>The checks of a day, and all that are contradicted and not looked at, newest first.</summary>
    public IReadOnlyList<CheckLine> Lines(DateOnly day)
    {
        using var command = connection.Command(
            """
            SELECT check_id, checked_at, route, visit_id, contradicted_by IS NOT NULL AND seen = 0 FROM checks
            WHERE day = $day OR (contradicted_by IS NOT NULL AND seen = 0) ORDER BY checked_at DESC, check_id DESC
            """,
            ("$day", Codes.Of(day)));
        using var rows = command.ExecuteReader();
        var lines = new List<CheckLine>();
        while (rows.Read())
        {
            lines.Add(new CheckLine(
                Guid.Parse(rows.GetString(0)), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), Enum.Parse<AlternativeRoute>(rows.GetString(2), ignoreCase: true),
                rows.IsDBNull(3) ? null : Guid.Parse(rows.GetString(3)), rows.GetInt64(4) == 1));
        }

        return lines;
    }

    public CheckView? Find(Guid checkId) =>
        Read("SELECT check_id, sealed, contradicted_by, contradicts, seen FROM checks WHERE check_id = $check", ("$check", Codes.Of(checkId))).SingleOrDefault();

    /// <summary>Notes that staff looked at a contradiction. False: there is none to look at.</summary>
    public bool See(Guid checkId) =>
        connection.Execute("UPDATE checks SET seen = 1 WHERE check_id = $check AND contradicted_by IS NOT NULL AND seen = 0", ("$check", Codes.Of(checkId))) == 1;

    private List<CheckView> Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.Command(sql, values);
        using var rows = command.ExecuteReader();
        var checks = new List<CheckView>();
        while (rows.Read())
        {
            var id = rows.GetString(0);
            if (Open(id, rows.GetFieldValue<byte[]>(1)) is { } check)
            {
                checks.Add(new CheckView(
                    check, rows.IsDBNull(2) ? null : Guid.Parse(rows.GetString(2)),
                    rows.IsDBNull(3) ? [] : [.. rows.GetString(3).Split(' ').Select(how => Enum.Parse<Contradiction>(how, ignoreCase: true))], rows.GetInt64(4) == 1));
            }
            else
            {
                unreadable.Add(id);
            }
        }

        return checks;
    }

    private byte[] Seal(AlternativeCheck check) => sealer.Seal(Column, check.Id, check, DeskJson.Default.AlternativeCheck);

    private AlternativeCheck? Open(string id, byte[] envelope) => Guid.TryParse(id, out var checkId) ? sealer.Open(Column, checkId, envelope, DeskJson.Default.AlternativeCheck) : null;
}
