using Kiosk.Access;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Settings;
using Kiosk.Tickets;

namespace Kiosk.Desk;

/// <summary>The desk as a staff screen sees it, from another process.</summary>
public interface IDesk : IPendingDesk, IHealthDesk, ISettingsDesk, ISignInDesk
{
    /// <summary>Snapshots from now on, the present one first, without end: null means that the desk cannot be reached just now; it is tried again by itself.</summary>
    IAsyncEnumerable<Snapshot?> WatchAsync(CancellationToken cancellation);

    /// <summary>The kept results of a day (Japan time), newest first.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<IReadOnlyList<KeptResult>> HistoryAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>One kept result, or null.</summary>
    /// <param name="staff">Who looks: every look is audited.</param>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<KeptResult?> ResultAsync(Guid visitId, string staff, CancellationToken cancellation);

    /// <summary>Searches all kept results; the desk audits that, but not what was looked for.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<SearchAnswer> SearchAsync(ResultSearch search, string staff, CancellationToken cancellation);

    /// <summary>Tells the desk that a record stands on the screen, until it is hidden: the desk audits for how long. Ends without an error, also when the desk cannot be reached.</summary>
    /// <param name="hidden">Cancelled when the record is gone from the screen.</param>
    Task WhileShownAsync(Guid visitId, string staff, CancellationToken hidden);

    /// <summary>Notes the ticket of a visit, in place of an earlier one; a blank one takes back what was noted. The desk judges it.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<TicketAnswer> NoteTicketAsync(Guid visitId, TypedTicket typed, string staff, CancellationToken cancellation);

    /// <summary>Has a kept result put into the folder for other programs; audited, with the reason.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<ExportAnswer> ExportAsync(Guid visitId, ExportOrder order, string staff, CancellationToken cancellation);

    /// <summary>Sends a command.</summary>
    /// <exception cref="DeskUnreachableException">The desk does not answer.</exception>
    Task<CommandResult> SendAsync(StaffCommand command, CancellationToken cancellation);
}

/// <summary>The desk's socket is not there or does not answer.</summary>
public class DeskUnreachableException : Exception
{
    /// <summary>With a default message.</summary>
    public DeskUnreachableException() { }

    /// <summary>With a message.</summary>
    public DeskUnreachableException(string message) : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public DeskUnreachableException(string message, Exception inner) : base(message, inner) { }
}
