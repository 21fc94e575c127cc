using Kiosk.Visits;

namespace Kiosk.Records;

/// <summary>The one list of what is audited.</summary>
public enum AuditKind
{
    /// <summary>A card was laid; a visit began.</summary>
    VisitBegan,

    /// <summary>The card refused a PIN.</summary>
    PinRefused,

    /// <summary>The card accepted the PIN.</summary>
    PinAccepted,

    /// <summary>Staff allowed the last try.</summary>
    LastTryAllowed,

    /// <summary>Staff did not allow the last try.</summary>
    LastTryRefused,

    /// <summary>Staff found that the photo matches.</summary>
    PhotoMatched,

    /// <summary>Staff found that the photo differs.</summary>
    PhotoDiffered,

    /// <summary>Staff ended the visit.</summary>
    VisitCancelled,

    /// <summary>The visit's outcome was known.</summary>
    VisitEnded,

    /// <summary>The answer of an earlier visit of the month was shown as of its day; the authority was not asked. The detail names that visit.</summary>
    EarlierShown,

    /// <summary>A visit that was broken off by a restart got its outcome after all.</summary>
    VisitResumed,

    /// <summary>The result could not be written.</summary>
    ResultNotKept,

    /// <summary>A face reader's result was taken into the list.</summary>
    ResultTakenIn,

    /// <summary>Staff looked at a kept result.</summary>
    ResultViewed,

    /// <summary>A kept result left the stand.</summary>
    ResultExported,

    /// <summary>A day's list left the stand.</summary>
    DayExported,

    /// <summary>Staff noted a visit's ticket, or corrected it.</summary>
    TicketNoted,

    /// <summary>Staff took a visit's ticket back.</summary>
    TicketRemoved,

    /// <summary>A visit's ticket left the stand.</summary>
    TicketExported,

    /// <summary>A pending visit was settled by the same person's later visit, which the detail names.</summary>
    PendingSettled,

    /// <summary>Staff closed a pending visit; the detail is the reason's code.</summary>
    PendingClosed,

    /// <summary>Staff recorded a check by paper; the detail names it and its route.</summary>
    CheckRecorded,

    /// <summary>Staff looked at a check; the detail names it.</summary>
    CheckViewed,

    /// <summary>The answer of this visit contradicts an earlier check, which the detail names.</summary>
    CheckContradicted,

    /// <summary>Staff looked at a contradiction; the detail names the check.</summary>
    ContradictionSeen,

    /// <summary>A setting was changed.</summary>
    SettingChanged,

    /// <summary>Results past their last day were deleted.</summary>
    ResultsPurged,

    /// <summary>The stand started.</summary>
    StandStarted,

    /// <summary>The stand stopped.</summary>
    StandStopped,
}

/// <summary>One line of the audit trail: never a name, a number of a person, a certificate or a PIN.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="VisitId">Of which visit, if of one.</param>
/// <param name="Staff">Who of the staff; null: the stand itself.</param>
/// <param name="Outcome">What the visit came to, where it ended.</param>
/// <param name="Reason">Why.</param>
/// <param name="Elapsed">How long the visit lasted so far.</param>
/// <param name="Detail">A count, the name of a setting, or why something left the stand (see <see cref="ExportPurpose"/>); nothing of a person.</param>
public sealed record AuditEvent(
    DateTimeOffset At, AuditKind Kind, Guid? VisitId = null, string? Staff = null, Outcome? Outcome = null, Reason? Reason = null, TimeSpan? Elapsed = null, string? Detail = null);
