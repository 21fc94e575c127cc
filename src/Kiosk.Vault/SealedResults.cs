using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Vault.Pending;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The results of visits: one row a visit, the person sealed; read with the visit's ticket, and with how it was settled. Not for two callers at once.</summary>
internal sealed partial class SealedResults(SqliteConnection connection, Sealer sealer, SealedTickets tickets, PendingVisits pending)
{
    private const string Column = "results.sealed";
    private const string Select = "SELECT r.visit_id, r.sealed, t.sealed FROM results r LEFT JOIN tickets t ON t.visit_id = r.visit_id ";

    // Kanji in three bytes instead of six, and no nulls: less to write to the SD card.
    private static readonly DeskJson Json = new(new JsonSerializerOptions(DeskJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    private readonly HashSet<string> unreadable = [];

    /// <summary>How many different rows did not open when they were asked for.</summary>
    public int Unreadable => unreadable.Count;

    /// <summary>Writes a result; the first one of a visit stays. True: this is the first.</summary>
    public bool Keep(KeptResult result)
    {
        var day = JapanTime.DateOf(result.EndedAt);
        return connection.Execute(
            """
            INSERT INTO results (visit_id, ended_at, day, last_day, outcome, reason, method, person, repeat_of, sealed)
            VALUES ($visit, $ended, $day, $last, $outcome, $reason, $method, $person, $repeat, $sealed)
            ON CONFLICT (visit_id) DO NOTHING
            """,
            ("$visit", Codes.Of(result.VisitId)), ("$ended", result.EndedAt.ToUnixTimeMilliseconds()), ("$day", Codes.Of(day)),
            ("$last", Codes.LastDayOf(result)), ("$outcome", Codes.Of(result.Outcome)), ("$reason", Codes.Of(result.Reason)),
            ("$method", Codes.Of(result.Method)), ("$person", result.Person?.Value), ("$repeat", result.RepeatOf is { } earlier ? Codes.Of(earlier.VisitId) : null),
            ("$sealed", Seal(result))) == 1;
    }

    /// <summary>The results of a day, newest first, without those that do not open.</summary>
    public IReadOnlyList<KeptResult> OnDay(DateOnly day) => Read(
        Select + "WHERE r.last_day IN ($last, $undated) AND r.day = $day ORDER BY r.ended_at DESC, r.visit_id DESC",
        ("$last", Codes.Of(Retention.LastDay(day))), ("$undated", Codes.Undated), ("$day", Codes.Of(day)));

    /// <summary>The results that have no last day yet.</summary>
    public IReadOnlyList<KeptResult> Undated() => Read(Select + "WHERE r.last_day = $undated", ("$undated", Codes.Undated));

    /// <summary>Writes an undated result's times anew.</summary>
    public void Date(KeptResult result) => connection.Execute(
        "UPDATE results SET ended_at = $ended, day = $day, last_day = $last, sealed = $sealed WHERE visit_id = $visit",
        ("$ended", result.EndedAt.ToUnixTimeMilliseconds()), ("$day", Codes.Of(JapanTime.DateOf(result.EndedAt))), ("$last", Codes.LastDayOf(result)),
        ("$sealed", Seal(result)), ("$visit", Codes.Of(result.VisitId)));

    /// <summary>The result of a visit; null when there is none, or it does not open.</summary>
    public KeptResult? Find(Guid visitId) => Read(Select + "WHERE r.visit_id = $visit", ("$visit", Codes.Of(visitId))).SingleOrDefault();

    /// <summary>The newest completed answer of the authority about a person in the month of a day.</summary>
    public KeptResult? Earlier(PersonMark person, DateOnly day) => Read(
        Select + """
        WHERE r.person = $person AND r.last_day IN ($last, $undated) AND substr(r.day, 1, 7) = $month AND r.repeat_of IS NULL AND r.outcome IN ('covered', 'notCovered', 'noRecord', 'several', 'unknown')
        ORDER BY r.ended_at DESC, r.visit_id DESC LIMIT 1
        """,
        ("$person", person.Value), ("$last", Codes.Of(Retention.LastDay(day))), ("$undated", Codes.Undated), ("$month", Codes.Of(day)[..7])).SingleOrDefault();

    private List<KeptResult> Read(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.Command(sql, values);
        using var rows = command.ExecuteReader();
        var results = new List<KeptResult>();
        while (rows.Read())
        {
            var id = rows.GetString(0);
            if (Open(id, rows.GetFieldValue<byte[]>(1)) is { } result)
            {
                var settled = PendingVisit.IsPending(result) ? result with { Settlement = pending.SettlementOf(result.VisitId) } : result;
                results.Add(rows.IsDBNull(2) ? settled : WithTicket(settled, rows.GetFieldValue<byte[]>(2)));
            }
            else
            {
                unreadable.Add(id);
            }
        }

        return results;
    }

    private KeptResult WithTicket(KeptResult result, byte[] envelope)
    {
        var ticket = tickets.Open(result.VisitId, envelope);
        if (ticket is null)
        {
            unreadable.Add(Codes.Of(result.VisitId));
        }

        return result with { Ticket = ticket };
    }

    // Ticket and settlement may come and change after the result, which does not: they have rows of their own.
    private byte[] Seal(KeptResult result) => sealer.Seal(Column, result.VisitId, result with { Ticket = null, Settlement = null }, Json.KeptResult);

    private KeptResult? Open(string id, byte[] envelope) => Guid.TryParse(id, out var visitId) ? sealer.Open(Column, visitId, envelope, Json.KeptResult) : null;
}
