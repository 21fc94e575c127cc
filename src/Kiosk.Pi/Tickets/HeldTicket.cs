using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Pi.Tickets;

/// <summary>The ticket of the visit at the stand, which is matched as soon as the answer is there. Used by the loop alone.</summary>
internal sealed class HeldTicket
{
    private Guid visitId;
    private CheckupTicket? ticket;

    /// <summary>How many tickets were noted, corrected or taken back since the desk started.</summary>
    public int Noted { get; private set; }

    /// <summary>Hears of a ticket; returns the last visit's view, which it may be about.</summary>
    public VisitView? Note(DeskMessage.TicketNoted noted, Visit? visit, VisitView? lastVisit)
    {
        Noted++;
        if (noted.VisitId == visit?.Id)
        {
            (visitId, ticket) = (noted.VisitId, noted.Ticket);
        }

        return noted.VisitId == lastVisit?.Id ? lastVisit with { HasTicket = noted.Ticket is not null, Match = noted.Match } : lastVisit;
    }

    /// <summary>The view of the visit at the stand.</summary>
    public VisitView? ViewOf(Visit? visit) => VisitView.Of(visit, visit?.Id == visitId ? ticket : null);

    /// <summary>The view of a visit that left, of which nothing is held any longer; null when none did.</summary>
    public VisitView? LastViewOf(Visit? ended)
    {
        var view = ViewOf(ended);
        ticket = ended is null ? ticket : null;
        return view;
    }
}
