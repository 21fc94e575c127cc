using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Tickets;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The tickets of visits: one row a visit, sealed, for as long as its result. Not for two callers at once.</summary>
internal sealed class SealedTickets(SqliteConnection connection, Sealer sealer)
{
    private const string Column = "tickets.sealed";

    /// <summary>Writes a visit's ticket in place of an earlier one; null: there is none any more. False: there was nothing to take back.</summary>
    public bool Keep(Guid visitId, CheckupTicket? ticket, DateOnly today) => (ticket is null
        ? connection.Execute("DELETE FROM tickets WHERE visit_id = $visit", ("$visit", Codes.Of(visitId)))
        : connection.Execute(
            """
            INSERT INTO tickets (visit_id, last_day, sealed)
            VALUES ($visit, coalesce((SELECT last_day FROM results WHERE visit_id = $visit), $last), $sealed)
            ON CONFLICT (visit_id) DO UPDATE SET last_day = excluded.last_day, sealed = excluded.sealed
            """,
            ("$visit", Codes.Of(visitId)), ("$last", Codes.Of(Retention.LastDay(today))), ("$sealed", sealer.Seal(Column, visitId, ticket.Typed, DeskJson.Default.TypedTicket)))) == 1;

    /// <summary>Whose result comes after midnight of a month's end is kept a month longer, and its ticket with it.</summary>
    public void Follow(KeptResult result) => connection.Execute(
        "UPDATE tickets SET last_day = $last WHERE visit_id = $visit", ("$visit", Codes.Of(result.VisitId)), ("$last", Codes.LastDayOf(result)));

    /// <summary>The ticket of an envelope; null when it does not open.</summary>
    public CheckupTicket? Open(Guid visitId, byte[] envelope) =>
        sealer.Open(Column, visitId, envelope, DeskJson.Default.TypedTicket) is { } typed && CheckupTicket.TryParse(typed, out var ticket, out _) ? ticket : null;
}
