using Kiosk.Cards;
using Kiosk.Tickets;

namespace Kiosk.Records;

/// <summary>Why the vault could not do its work. A result, not an exception.</summary>
public enum VaultTrouble
{
    /// <summary>No space is left.</summary>
    Full,

    /// <summary>The folder or file cannot be written or read.</summary>
    NoAccess,

    /// <summary>The file is damaged, or not a vault.</summary>
    Corrupt,

    /// <summary>Another process holds it for too long.</summary>
    Busy,
}

/// <summary>What a purge came to.</summary>
/// <param name="Deleted">How many results and checks were deleted.</param>
/// <param name="Trouble">Why not all is gone that should be; null when it is.</param>
public readonly record struct Purged(int Deleted, VaultTrouble? Trouble);

/// <summary>Where results and the audit trail are kept.</summary>
public interface IVault
{
    /// <summary>How many different results did not open with the key since the start: they are left out of lists, and staff should know that they are.</summary>
    int Unreadable { get; }

    /// <summary>The mark of a certificate's holder. Computed, not looked up: it waits for nothing.</summary>
    PersonMark MarkOf(AuthCertificate certificate);

    /// <summary>The authority's newest completed answer about a person in the month of a day (Japan time); no answer that was only shown again.</summary>
    Task<EarlierLook> FindEarlierAsync(PersonMark person, DateOnly day, CancellationToken cancellation);

    /// <summary>Writes that the authority is about to be asked about a visit, before it is.</summary>
    Task<VaultTrouble?> RememberAskedAsync(AskedVisit visit, CancellationToken cancellation);

    /// <summary>The visits that were asked about and have no result.</summary>
    Task<VaultRead<IReadOnlyList<AskedVisit>>> UnansweredAsync(CancellationToken cancellation);

    /// <summary>Writes a result. When this returns null the result is on disk and survives a pulled plug. The same visit again replaces nothing and is no error.</summary>
    Task<VaultTrouble?> KeepAsync(KeptResult result, CancellationToken cancellation);

    /// <summary>Writes the ticket of a visit, which need not have a result yet, in place of an earlier one. When this returns null it is on disk.</summary>
    /// <param name="visitId">The visit.</param>
    /// <param name="ticket">The ticket; null: there is none any more.</param>
    /// <param name="today">The day in Japan: a ticket without a result goes when a result of this day would.</param>
    /// <param name="done">What is audited in the same step; not where there was nothing to take back.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<VaultTrouble?> KeepTicketAsync(Guid visitId, CheckupTicket? ticket, DateOnly today, AuditEvent done, CancellationToken cancellation);

    /// <summary>The results of one day, Japan time, newest first.</summary>
    Task<VaultRead<IReadOnlyList<KeptResult>>> OnDayAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>One result with the ticket of its visit; null: there is none.</summary>
    Task<VaultRead<KeptResult>> FindAsync(Guid visitId, CancellationToken cancellation);

    /// <summary>The visits whose result is on disk and was not handed to other programs yet, where it is to be; the earliest first.</summary>
    Task<VaultRead<IReadOnlyList<Guid>>> UnexportedAsync(CancellationToken cancellation);

    /// <summary>A visit's result was handed over.</summary>
    Task<VaultTrouble?> ExportedAsync(Guid visitId, CancellationToken cancellation);

    /// <summary>Dates what was kept while the clock could not be trusted, then deletes what is past its last day. With trouble it is to be done again. Only while the clock can be trusted.</summary>
    Task<Purged> PurgeAsync(DateOnly today, CancellationToken cancellation);

    /// <summary>The day of the last purge, on which the clock was believed; null: there was none, or it cannot be read.</summary>
    Task<DateOnly?> BelievedDayAsync(CancellationToken cancellation);

    /// <summary>Appends to the audit trail, in order.</summary>
    Task<VaultTrouble?> AuditAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation);

    /// <summary>Where the audit trail ends now; null when it cannot be read.</summary>
    Task<TrailHead?> AuditHeadAsync(CancellationToken cancellation);

    /// <summary>Removes the oldest rows of the audit trail, which happened before a time; very many not at once, but by and by, with each call. Only while the clock can be trusted.</summary>
    Task<RotatedTrail> RotateAuditAsync(DateTimeOffset keptSince, DateTimeOffset now, CancellationToken cancellation);
}
