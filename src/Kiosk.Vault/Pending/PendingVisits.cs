using System.Security.Cryptography;
using System.Text;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Pending;

/// <summary>The visits in which nobody could be asked, until they are settled. Not for two callers at once.</summary>
internal sealed class PendingVisits(SqliteConnection connection, Sealer sealer)
{
    private const string NoteColumn = "pending.note";

    /// <summary>Follows a result that was just kept: a new pending visit, or the end of earlier ones of the same person. What was settled is to be audited.</summary>
    public IReadOnlyList<AuditEvent> Follow(KeptResult result)
    {
        var isPending = PendingVisit.IsPending(result);
        if (!isPending && !PendingVisit.Settles(result))
        {
            return [];
        }

        // After a power cut the end of a visit is known only now, perhaps after the same person's next one: that settles it, and not the other way round.
        if (result is { Reason: Reason.Interrupted, Person: { } interrupted } && Next(interrupted, result.VisitId) is { } next)
        {
            Add(result);
            return [Settled(result.VisitId, result.EndedAt, next.End, next.VisitId)];
        }

        var end = isPending ? PendingEnd.TriedAgain : PendingEnd.Answered;
        AuditEvent[] settled = [.. (result.Person is { } person ? OpenOf(person) : []).Select(visit => Settled(visit, result.EndedAt, end, result.VisitId))];
        if (isPending)
        {
            Add(result);
        }

        return settled;
    }

    /// <summary>Follows a result that is dated anew.</summary>
    public void Date(KeptResult result) => connection.Execute(
        "UPDATE pending SET ended_at = $ended, last_day = $last WHERE visit_id = $visit",
        ("$ended", result.EndedAt.ToUnixTimeMilliseconds()), ("$last", Codes.LastDayOf(result)), ("$visit", Codes.Of(result.VisitId)));

    /// <summary>The open ones, newest first.</summary>
    public IReadOnlyList<PendingVisit> Open()
    {
        using var command = connection.Command(
            "SELECT visit_id, ended_at, outcome, reason, method FROM pending WHERE closed_at IS NULL ORDER BY ended_at DESC, visit_id DESC");
        using var rows = command.ExecuteReader();
        var open = new List<PendingVisit>();
        while (rows.Read())
        {
            open.Add(new PendingVisit(
                Guid.Parse(rows.GetString(0)),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)),
                Enum.Parse<Outcome>(rows.GetString(2), ignoreCase: true),
                rows.IsDBNull(3) ? null : Enum.Parse<Reason>(rows.GetString(3), ignoreCase: true),
                Enum.Parse<IdentityMethod>(rows.GetString(4), ignoreCase: true)));
        }

        return open;
    }

    public int Count() => (int)connection.Number("SELECT count(*) FROM pending WHERE closed_at IS NULL");

    /// <summary>Settles a visit by a check. False: it is not pending.</summary>
    public bool Check(AlternativeCheck check) => Settle(check.VisitId!.Value, check.CheckedAt, PendingEnd.Checked, Codes.Of(check.Id)) == 1;

    /// <summary>Settles a visit for a reason. False: it is not pending.</summary>
    public bool Close(Guid visitId, CloseReason reason, string? note, DateTimeOffset now)
    {
        var isDone = Settle(visitId, now, PendingEnd.Closed, link: null, Codes.Of(reason)) == 1;
        if (isDone && !string.IsNullOrWhiteSpace(note))
        {
            connection.Execute(
                "UPDATE pending SET note = $note WHERE visit_id = $visit", ("$note", sealer.Seal(NoteColumn, visitId, Encoding.UTF8.GetBytes(note))), ("$visit", Codes.Of(visitId)));
        }

        return isDone;
    }

    /// <summary>How a visit was settled; null when it was not.</summary>
    public Settlement? SettlementOf(Guid visitId)
    {
        using var command = connection.Command("SELECT closed_as, cause, note FROM pending WHERE visit_id = $visit AND closed_at IS NOT NULL", ("$visit", Codes.Of(visitId)));
        using var rows = command.ExecuteReader();
        return rows.Read() && Enum.TryParse<PendingEnd>(rows.GetString(0), ignoreCase: true, out var end)
            ? new Settlement(
                end, !rows.IsDBNull(1) && Enum.TryParse<CloseReason>(rows.GetString(1), ignoreCase: true, out var cause) ? cause : null,
                rows.IsDBNull(2) ? null : NoteOf(visitId, rows.GetFieldValue<byte[]>(2)))
            : null;
    }

    private string? NoteOf(Guid visitId, byte[] envelope)
    {
        var plain = sealer.Open(NoteColumn, visitId, envelope);
        var note = plain is null ? null : Encoding.UTF8.GetString(plain);
        CryptographicOperations.ZeroMemory(plain);
        return note;
    }

    private AuditEvent Settled(Guid visit, DateTimeOffset at, PendingEnd end, Guid by)
    {
        Settle(visit, at, end, Codes.Of(by));
        return new AuditEvent(at, AuditKind.PendingSettled, visit, Detail: $"{Codes.Of(end)}={by}");
    }

    private int Settle(Guid visitId, DateTimeOffset at, PendingEnd end, string? link, string? cause = null) => connection.Execute(
        "UPDATE pending SET closed_at = $at, closed_as = $as, cause = $cause, link = $link WHERE visit_id = $visit AND closed_at IS NULL",
        ("$at", at.ToUnixTimeMilliseconds()), ("$as", Codes.Of(end)), ("$cause", cause), ("$link", link), ("$visit", Codes.Of(visitId)));

    private void Add(KeptResult result) => connection.Execute(
        """
        INSERT INTO pending (visit_id, ended_at, last_day, outcome, reason, method, person)
        VALUES ($visit, $ended, $last, $outcome, $reason, $method, $person)
        """,
        ("$visit", Codes.Of(result.VisitId)), ("$ended", result.EndedAt.ToUnixTimeMilliseconds()), ("$last", Codes.LastDayOf(result)),
        ("$outcome", Codes.Of(result.Outcome)), ("$reason", Codes.Of(result.Reason)), ("$method", Codes.Of(result.Method)), ("$person", result.Person?.Value));

    // The person's visit after this one (ids are in the order of time): best one that was answered, else one that waits.
    private (Guid VisitId, PendingEnd End)? Next(PersonMark person, Guid visitId)
    {
        using var command = connection.Command(
            """
            SELECT visit_id, 1 FROM results
            WHERE person = $person AND visit_id > $visit AND repeat_of IS NULL AND outcome IN ('covered', 'notCovered', 'noRecord', 'several', 'unknown')
            UNION ALL SELECT visit_id, 0 FROM pending WHERE person = $person AND visit_id > $visit AND closed_at IS NULL
            ORDER BY 2 DESC, 1 LIMIT 1
            """,
            ("$person", person.Value), ("$visit", Codes.Of(visitId)));
        using var rows = command.ExecuteReader();
        return rows.Read() ? (Guid.Parse(rows.GetString(0)), rows.GetInt64(1) == 1 ? PendingEnd.Answered : PendingEnd.TriedAgain) : null;
    }

    private List<Guid> OpenOf(PersonMark person)
    {
        using var command = connection.Command("SELECT visit_id FROM pending WHERE closed_at IS NULL AND person = $person ORDER BY ended_at", ("$person", person.Value));
        using var rows = command.ExecuteReader();
        var open = new List<Guid>();
        while (rows.Read())
        {
            open.Add(Guid.Parse(rows.GetString(0)));
        }

        return open;
    }
}
