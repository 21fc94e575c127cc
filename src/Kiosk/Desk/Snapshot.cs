using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Desk;

/// <summary>Whether the stand can serve.</summary>
public enum StandState
{
    /// <summary>A card may be laid.</summary>
    Ready,

    /// <summary>Something must be mended first.</summary>
    OutOfOrder,
}

/// <summary>Whether dates can be judged.</summary>
public enum ClockState
{
    /// <summary>The kernel's clock follows a time server.</summary>
    Synchronized,

    /// <summary>It does not (yet): no date is judged and nothing is purged.</summary>
    Unsynchronized,

    /// <summary>It does, but is far from where it should be (see <see cref="ClockTrust"/>): no date is judged and nothing is purged either.</summary>
    Doubtful,
}

/// <summary>A visit's state as staff need it.</summary>
public enum VisitPhase
{
    /// <summary>The card is read.</summary>
    Reading,

    /// <summary>The visitor types the PIN.</summary>
    Pin,

    /// <summary>Staff decide.</summary>
    Staff,

    /// <summary>PIN check, signature, authority, disk.</summary>
    Asking,

    /// <summary>The outcome is known.</summary>
    Finished,

    /// <summary>The card was forgotten.</summary>
    TakeCard,
}

/// <summary>The desk at a moment, for staff. Holds no name, number or certificate: a visit's record is asked for by its id.</summary>
/// <param name="Stand">How the stand is.</param>
/// <param name="Visit">The visit at the stand, if there is one.</param>
/// <param name="LastVisit">The visit that left the stand last.</param>
/// <param name="TicketsNoted">How many tickets were noted, corrected or taken back since the desk started: with another count, kept results may tell more.</param>
public sealed record Snapshot(StandView Stand, VisitView? Visit, VisitView? LastVisit, int TicketsNoted = 0);

/// <summary>How the stand is.</summary>
/// <param name="State">Whether it can serve.</param>
/// <param name="Reader">The reader.</param>
/// <param name="Authority">The authority.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Method">The method in force: pin (B) or visual (A).</param>
/// <param name="AuthorityMessage">The authority's own words, for staff.</param>
/// <param name="AuthorityUntil">The end of a planned stop, where it is known.</param>
/// <param name="VisualGranted">Whether the authority grants method A to this stand; null while unknown.</param>
/// <param name="PanelTrouble">Why keypad, lamps and buzzer do not work; null while they do.</param>
/// <param name="UnreadableResults">How many kept results do not open with the vault's key, and are therefore in no list.</param>
/// <param name="SeveralCards">Cards lie on more than one reader: the next visit begins when one is left.</param>
/// <param name="GivenUpCards">How many cards never answered and were given up, since the desk started.</param>
/// <param name="PendingVisits">How many visits wait for staff because nobody could be asked.</param>
/// <param name="Contradictions">How many checks by paper a later answer contradicts, and nobody has looked at that yet.</param>
/// <param name="AuthorityFrom">The begin of a planned stop, where it is known.</param>
/// <param name="AuthorityHaltedSince">Since when the authority is so silent that only a short look goes to it before every question; null while it is not.</param>
/// <param name="AuthorityTriedNext">When the authority is looked at next, visits apart; null before the first time.</param>
/// <param name="ClockOffSeconds">How far this stand's clock is ahead of the authority's (behind: negative); null while they agree to a minute, or nobody knows.</param>
/// <param name="Facility">The facility's code.</param>
/// <param name="ExportTrouble">Why results do not reach the folder for other programs; null while they do, or where there is none.</param>
/// <param name="IsFaceFolderAway">The face reader's folder cannot be read.</param>
/// <param name="FaceResults">How many of the face reader's results were taken in since the desk started: with another count, the list has more.</param>
/// <param name="Aside">The vault that was set aside last, as long as no administrator said that he knows of it; null: none.</param>
/// <param name="IsSignInNeeded">The stand has accounts: staff sign in.</param>
public sealed record StandView(
    StandState State, ReaderState Reader, AuthorityState Authority, ClockState Clock, IdentityMethod Method,
    string? AuthorityMessage, DateTimeOffset? AuthorityUntil, bool? VisualGranted, string? PanelTrouble = null, int UnreadableResults = 0,
    bool SeveralCards = false, int GivenUpCards = 0, int PendingVisits = 0, int Contradictions = 0,
    DateTimeOffset? AuthorityFrom = null, DateTimeOffset? AuthorityHaltedSince = null, DateTimeOffset? AuthorityTriedNext = null, int? ClockOffSeconds = null, string? Facility = null,
    ExportTrouble? ExportTrouble = null, bool IsFaceFolderAway = false, int FaceResults = 0, AsideView? Aside = null, bool IsSignInNeeded = false);

/// <summary>A vault that was set aside: its results cannot be looked at.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When, by a clock that may have been wrong.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record AsideView(AsideReason Reason, DateTimeOffset At, string Folder);

/// <summary>A visit, without the person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Method">How identity is confirmed.</param>
/// <param name="TriesLeft">PIN tries left, once read.</param>
/// <param name="Outcome">What it came to, once known.</param>
/// <param name="Reason">Why it stands where it stands.</param>
/// <param name="StartedAt">When the card was laid.</param>
/// <param name="EndedAt">When the outcome was known.</param>
/// <param name="Certificate">How the card's certificate stands, once read.</param>
/// <param name="AuthorityMessage">The authority's own words on a refusal.</param>
/// <param name="Kept">Whether the result is on disk; null until that is known.</param>
/// <param name="TriesBefore">The tries that this card had before its last PIN check, when that was broken off (pulled, or it hung); null otherwise.</param>
/// <param name="HasTicket">A ticket was noted for it.</param>
/// <param name="Match">Whether that fits; null until the outcome is known.</param>
/// <param name="Earlier">What the authority answered about the same person earlier in this month, where that is known.</param>
/// <param name="IsRepeat">The outcome is the earlier one, as of its day: the authority was not asked again.</param>
public sealed record VisitView(
    Guid Id, VisitPhase State, IdentityMethod Method, int? TriesLeft, Outcome? Outcome, Reason? Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    CertificateStanding? Certificate, string? AuthorityMessage, bool? Kept, int? TriesBefore = null,
    bool HasTicket = false, TicketStanding? Match = null, EarlierView? Earlier = null, bool IsRepeat = false)
{
    /// <summary>The staff's view of a visit.</summary>
    /// <param name="visit">The visit, if there is one.</param>
    /// <param name="ticket">The ticket that was noted for it.</param>
    public static VisitView? Of(Visit? visit, CheckupTicket? ticket = null) => visit switch
    {
        null => null,
        // Nothing of the answer is told before it is on disk.
        { State: VisitState.Storing } => Of(visit with { State = VisitState.Asking, Outcome = null, Reason = null, EndedAt = null, RepeatOf = null }, ticket),
        _ => new VisitView(
            visit.Id, PhaseOf(visit.State), visit.Method, visit.Tries?.Left, visit.Outcome, visit.Reason, visit.StartedAt, visit.EndedAt,
            visit.Certificate?.Standing, visit.AuthorityMessage, visit.Kept, visit.TriesBefore?.Left,
            HasTicket: ticket is not null, Match: ticket is not null && visit.Outcome is not null ? TicketMatch.Of(ticket, KeptResult.Of(visit)).Standing : null,
            EarlierView.Of(visit.Earlier), visit.RepeatOf is not null),
    };

    /// <summary>Never the authority's words, which may name a person.</summary>
    public override string ToString() => $"visit {Id} {State}";

    private static VisitPhase PhaseOf(VisitState state) => state switch
    {
        VisitState.Reading => VisitPhase.Reading,
        VisitState.Pin => VisitPhase.Pin,
        VisitState.Staff => VisitPhase.Staff,
        VisitState.Verifying or VisitState.Asking or VisitState.Storing => VisitPhase.Asking,
        VisitState.Finished => VisitPhase.Finished,
        VisitState.TakeCard => VisitPhase.TakeCard,
    };
}

/// <summary>What the authority answered about the same person earlier in the month, without the person.</summary>
/// <param name="VisitId">In which visit.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Why, where there is more to say.</param>
public sealed record EarlierView(Guid VisitId, DateTimeOffset ConfirmedAt, Outcome Outcome, Reason? Reason)
{
    /// <summary>The staff's view of an earlier result.</summary>
    public static EarlierView? Of(KeptResult? result) => result is null ? null : new EarlierView(result.VisitId, result.EndedAt, result.Outcome, result.Reason);
}
