using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Tickets;

namespace Kiosk.Pi.Tickets;

/// <summary>Notes tickets: judged here, whatever the screen judged; on disk before anybody hears that it is done, so that no restart loses them.</summary>
internal sealed class TicketDesk(DeskInbox inbox, SnapshotFeed feed, IVault vault, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Notes the ticket of a visit, at any time of it and for as long as its result is kept; a blank one takes back what was noted.</summary>
    public async Task<TicketAnswer> NoteAsync(Guid visitId, TypedTicket typed, string staff, CancellationToken cancellation)
    {
        CheckupTicket? ticket = null;
        if (!typed.IsBlank && !CheckupTicket.TryParse(typed, out ticket, out var fault))
        {
            return new TicketAnswer(TicketResult.Refused, fault);
        }

        if (!IsUnderWay(visitId) && await vault.FindAsync(visitId, cancellation) is { Value: null } none)
        {
            return new TicketAnswer(none.Trouble is null ? TicketResult.NoSuchVisit : TicketResult.NotWritten);
        }

        // Of two screens at once, the later on disk is also the later at the stand.
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            return await KeepAsync(visitId, ticket, staff, cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<TicketAnswer> KeepAsync(Guid visitId, CheckupTicket? ticket, string staff, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var done = new AuditEvent(now, ticket is null ? AuditKind.TicketRemoved : AuditKind.TicketNoted, visitId, staff);
        if (await vault.KeepTicketAsync(visitId, ticket, JapanTime.DateOf(now), done, cancellation) is not null)
        {
            return new TicketAnswer(TicketResult.NotWritten);
        }

        // On disk: whoever waits for the answer may have gone, the others must hear of it.
        var match = (await vault.FindAsync(visitId, CancellationToken.None)).Value?.Match;
        await inbox.TicketNotedAsync(visitId, ticket, match?.Standing).WaitAsync(cancellation);
        return new TicketAnswer(TicketResult.Done);
    }

    // At the stand, or just gone and not on disk yet.
    private bool IsUnderWay(Guid visitId) => feed.Latest is { } now && (now.Visit?.Id == visitId || now.LastVisit is { Kept: null } last && last.Id == visitId);
}
