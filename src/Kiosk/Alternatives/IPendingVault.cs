using Kiosk.Records;

namespace Kiosk.Alternatives;

/// <summary>What became of a change to what is pending.</summary>
public enum PendingResult
{
    /// <summary>Done, and on disk.</summary>
    Done,

    /// <summary>It is not pending (any more).</summary>
    NotPending,

    /// <summary>Something is missing or wrong in what was sent.</summary>
    Incomplete,

    /// <summary>It could not be written, and stays as it was.</summary>
    NotWritten,
}

/// <summary>How much waits for staff.</summary>
/// <param name="Visits">Visits whose question could not be asked.</param>
/// <param name="Contradictions">Checks that a later answer contradicts, and that nobody has looked at since.</param>
public readonly record struct PendingCounts(int Visits, int Contradictions);

/// <summary>
/// Where pending visits and checks are kept. Pending visits come and go with the results (<see cref="IVault.KeepAsync"/>); what is settled, by the vault itself
/// or by staff, is written to the audit trail in the same step: a power cut leaves both or neither.
/// </summary>
public interface IPendingVault
{
    /// <summary>Raised, on any thread, when something pending may have come or gone.</summary>
    event EventHandler? PendingChanged;

    /// <summary>How much waits for staff; null when the vault cannot be read.</summary>
    Task<PendingCounts?> CountPendingAsync(CancellationToken cancellation);

    /// <summary>What waits for staff, and the checks of a day.</summary>
    Task<VaultRead<PendingList>> PendingAsync(DateOnly day, CancellationToken cancellation);

    /// <summary>One check with what it is contradicted by; null: there is none.</summary>
    Task<VaultRead<CheckView>> FindCheckAsync(Guid checkId, CancellationToken cancellation);

    /// <summary>Writes a check, and settles the visit that it is about; not when that is not pending.</summary>
    Task<PendingResult> KeepCheckAsync(AlternativeCheck check, AuditEvent done, CancellationToken cancellation);

    /// <summary>Settles a visit without a check.</summary>
    /// <param name="visitId">The visit.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">Staff's own words: sealed.</param>
    /// <param name="done">When, and by whom: what is audited.</param>
    /// <param name="cancellation">While waiting for the vault.</param>
    Task<PendingResult> CloseAsync(Guid visitId, CloseReason reason, string? note, AuditEvent done, CancellationToken cancellation);

    /// <summary>Staff have looked at a contradiction.</summary>
    Task<PendingResult> SeeContradictionAsync(Guid checkId, AuditEvent done, CancellationToken cancellation);
}
