using Kiosk.Tickets;

namespace Kiosk.Desk;

/// <summary>What became of a ticket that staff typed.</summary>
public enum TicketResult
{
    /// <summary>It is on disk, with the visit.</summary>
    Done,

    /// <summary>Something on it is wrong: see the fault.</summary>
    Refused,

    /// <summary>No such visit is at the stand, and no result of it is kept.</summary>
    NoSuchVisit,

    /// <summary>The vault could not write it.</summary>
    NotWritten,
}

/// <summary>The desk's answer to a ticket.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Fault">Why it was refused; null when it was not.</param>
public sealed record TicketAnswer(TicketResult Result, TicketFault? Fault = null);
