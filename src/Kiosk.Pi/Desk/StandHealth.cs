using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>How the stand's parts are.</summary>
internal sealed record StandHealth(
    ReaderState Reader, AuthorityStatus Authority, ClockState Clock, IdentityMethod Method, FacilityCode Facility, PanelTrouble? PanelTrouble = null, int UnreadableResults = 0,
    bool SeveralCards = false, int GivenUpCards = 0, PendingCounts Pending = default, DateTimeOffset? AuthorityTriedNext = null,
    ExportTrouble? ExportTrouble = null, bool IsFaceFolderAway = false, int FaceResults = 0, AsideView? Aside = null, bool IsSignInNeeded = false)
{
    /// <summary>
    /// An authority that cannot be reached does not close the stand: the visit ends as "could not ask", and staff know the alternatives.
    /// One that refuses this stand, or its certificate, does. Without keypad no PIN can be typed; method A needs none.
    /// </summary>
    public StandState State => Reader == ReaderState.Ready && !SeveralCards && Authority.State is not (AuthorityState.NotEnrolled or AuthorityState.Suspended or AuthorityState.Expired)
        && (PanelTrouble is not { HasNoKeys: true } || Method == IdentityMethod.Visual)
            ? StandState.Ready
            : StandState.OutOfOrder;

    public StandView View => new(
        State, Reader, Authority.State, Clock, Method, Authority.Message, Authority.Until, Authority.VisualGranted, PanelTrouble?.Words, UnreadableResults, SeveralCards, GivenUpCards,
        Pending.Visits, Pending.Contradictions, Authority.From, Authority.HaltedSince, AuthorityTriedNext, (int?)Authority.ClockOff?.TotalSeconds, Facility.Value, ExportTrouble, IsFaceFolderAway, FaceResults, Aside, IsSignInNeeded);

    /// <summary>The event of a card that is laid now. Which month it is only a clock can tell that follows a time server.</summary>
    public VisitEvent.CardArrived CardArrived(Guid visitId, RepeatChoice repeat) => new(
        visitId, Method, VisualRefused: Authority.VisualGranted == false, MayRepeat: repeat == RepeatChoice.Show && Clock == ClockState.Synchronized);
}
