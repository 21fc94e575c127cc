using Kiosk.Cards;
using Kiosk.Visits;

namespace Kiosk.Signals;

/// <summary>What a visitor must be able to tell apart.</summary>
public enum Moment
{
    /// <summary>Nobody is there, and a card may be laid.</summary>
    LayCard,

    /// <summary>Nobody is there, and the stand cannot serve.</summary>
    OutOfOrder,

    /// <summary>The card left before the end: it may be laid again.</summary>
    CardGone,

    /// <summary>The card is read.</summary>
    Reading,

    /// <summary>The PIN is asked for.</summary>
    EnterPin,

    /// <summary>The PIN is asked for, and two tries are left.</summary>
    EnterPinTwoLeft,

    /// <summary>The PIN is asked for, and this is the last try.</summary>
    EnterPinOneLeft,

    /// <summary>Digits are being typed.</summary>
    Typing,

    /// <summary>The PIN was wrong, and there are more than two tries, which no JPKI card has.</summary>
    PinWrong,

    /// <summary>The PIN was wrong, and two tries are left.</summary>
    PinWrongTwoLeft,

    /// <summary>Not four digits: no try was spent.</summary>
    PinIncomplete,

    /// <summary>One try is left: staff decide.</summary>
    LastTry,

    /// <summary>Staff compare the photo.</summary>
    StaffCheck,

    /// <summary>PIN check, signature, authority, disk.</summary>
    Processing,

    /// <summary>The authority has answered, whatever it was.</summary>
    Done,

    /// <summary>There was no answer: the staff, please.</summary>
    SeeStaff,

    /// <summary>The card was forgotten.</summary>
    TakeCard,
}

/// <summary>Which moment it is.</summary>
public static class Moments
{
    /// <summary>The moment of a visit (null: nobody is there).</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="standReady">Whether a card may be laid.</param>
    /// <param name="cardGone">The visit before left early: <see cref="IsCardGone"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The visit is in no known state.</exception>
    public static Moment Of(Visit? visit, bool standReady, bool cardGone = false) => visit switch
    {
        null when !standReady => Moment.OutOfOrder,
        null => cardGone ? Moment.CardGone : Moment.LayCard,
        { State: VisitState.Reading } => Moment.Reading,
        { State: VisitState.Pin, PinBegun: true } => Moment.Typing,
        { State: VisitState.Pin, Reason: Reason.PinIncomplete } => Moment.PinIncomplete,
        { State: VisitState.Pin, Reason: Reason.PinWrong } => visit.Tries?.Left == 2 ? Moment.PinWrongTwoLeft : Moment.PinWrong,
        { State: VisitState.Pin, Tries.Left: 1 } => Moment.EnterPinOneLeft,
        { State: VisitState.Pin, Tries.Left: < PinTries.Full } => Moment.EnterPinTwoLeft,
        { State: VisitState.Pin } => Moment.EnterPin,
        { State: VisitState.Staff, Reason: Reason.LastTry } => Moment.LastTry,
        { State: VisitState.Staff } => Moment.StaffCheck,
        { State: VisitState.Verifying or VisitState.Asking or VisitState.Storing } => Moment.Processing,
        { State: VisitState.TakeCard } => Moment.TakeCard,
        { State: VisitState.Finished } when IsCardGone(visit.Outcome, visit.Reason) => Moment.CardGone,
        { State: VisitState.Finished } => IsAnswered(visit.Outcome) ? Moment.Done : Moment.SeeStaff,
        _ => throw new ArgumentOutOfRangeException(nameof(visit), visit.State, "No moment for this state."),
    };

    /// <summary>The card left before the end, and may be laid again.</summary>
    public static bool IsCardGone(Outcome? outcome, Reason? reason) => outcome == Outcome.CardRemoved && reason != Reason.ReaderLost;

    // Whatever the authority answered looks and sounds the same: onlookers learn nothing.
    private static bool IsAnswered(Outcome? outcome) => outcome is Outcome.Covered or Outcome.NotCovered or Outcome.NoRecord or Outcome.Several or Outcome.Unknown;
}
