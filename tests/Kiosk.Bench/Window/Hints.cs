using Kiosk.Bench.Desk;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Bench.Window;

/// <summary>Tells a newcomer what to do next.</summary>
internal static class Hints
{
    public static string For(StandModel model) => model switch
    {
        { Desk: null } => "The desk does not answer. It is started again by itself; wait a moment.",
        { OnReader: { } card, Desk.Visit: { } visit } => During(visit, card.Key, card.Pin),
        { OnReader: { } card } => $"{card.Key}'s card lies on the reader. Press Enter to take it away.",
        { Desk.Visit: not null } => "Someone else laid a card. Serve the visit, or press Enter to take the card away.",
        { Desk.Stand: { State: StandState.OutOfOrder } stand } => $"The stand is out of order: {string.Join(", ", WaitFor.Troubles(stand))}. The right side says more.",
        _ => $"Press Enter to lay the card of '{model.Person.Key}' on the reader ({model.Person.Story}). The PIN will be {model.Person.Pin}. With the arrow keys you choose someone else.",
    };

    private static string During(VisitView visit, string who, string pin) => visit switch
    {
        { State: VisitPhase.Reading } => "The stand reads the card ...",
        { State: VisitPhase.Pin, Reason: Reason.PinWrong } => $"That PIN was wrong, {visit.TriesLeft} tries are left. Type {pin}, then Enter (the # key).",
        { State: VisitPhase.Pin, Reason: Reason.PinIncomplete } => $"Four digits are needed. Type {pin}, then Enter (the # key).",
        { State: VisitPhase.Pin } => $"Now the visitor types the PIN (暗証番号): type {pin}, then Enter (the # key). Backspace clears (*).",
        { State: VisitPhase.Staff, Reason: Reason.PhotoCheck } => "Staff must compare the photo now (目視確認): go to the right side (F9 or click) and decide.",
        { State: VisitPhase.Staff } => "One PIN try is left, so staff must consent: go to the right side (F9 or click) and decide.",
        { State: VisitPhase.Asking } => "The card signs and the authority is asked ...",
        { State: VisitPhase.Finished } => $"{Ended(visit)} The right side shows it to staff. Press Enter to take {who}'s card away.",
        { State: VisitPhase.TakeCard } => $"The card was forgotten, and the stand reminds of it. Press Enter to take {who}'s card away.",
        _ => $"Press Enter to take {who}'s card away.",
    };

    private static string Ended(VisitView visit) => visit.Outcome switch
    {
        Outcome.Covered => "Done: the insurance is valid (資格(有効)).",
        Outcome.NotCovered => "Done: the insurance is not valid any more (資格なし).",
        Outcome.NoRecord => "Done: the authority knows no record (資格情報なし).",
        Outcome.Several => "Done: the authority knows several records (複数該当).",
        Outcome.Unknown => "Done: the authority's answer is not clear (確認できません).",
        Outcome.CouldNotAsk => "The authority could not be asked (確認できません); that says nothing about the insurance.",
        Outcome.PinWrong => "The PIN was wrong.",
        Outcome.PinBlocked => "The card's PIN is locked.",
        Outcome.CardRefused => $"The card cannot be used{(visit.Reason is { } reason ? $" ({WaitFor.Name(reason)})" : "")}.",
        Outcome.CardRemoved => "The card was taken away too early.",
        Outcome.AuthorityRefused => "The authority refused.",
        Outcome.Cancelled => "Staff ended the visit.",
        Outcome.TimedOut => "Nothing happened for too long.",
        null => "Done.",
    };
}
