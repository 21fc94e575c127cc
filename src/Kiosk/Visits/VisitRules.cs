using System.Diagnostics;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Visits;

/// <summary>
/// The visit as a pure function: no I/O, no clock, no logging. Every state has a defined answer to every event; what means nothing in a state
/// leaves the visit as it is.
/// </summary>
public sealed class VisitRules(Deadlines deadlines)
{
    /// <summary>What becomes of a visit (null: the stand is idle) when something happens.</summary>
    public VisitStep Next(Visit? visit, VisitEvent happened, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return visit is null ? Idle(happened, now) : happened switch
        {
            VisitEvent.CardRemoved => Leave(visit, Outcome.CardRemoved, RemovedReason(visit.State), now),
            VisitEvent.ReaderLost => Leave(visit, Outcome.CardRemoved, Reason.ReaderLost, now),
            VisitEvent.CancelledByStaff cancelled when IsOpen(visit) => Finish(visit with { Staff = cancelled.Staff }, Outcome.Cancelled, Reason.StaffCancelled, now),
            VisitEvent.CardFailed failed when IsOpen(visit) => FinishCard(visit, failed.Trouble, now),
            VisitEvent.AuthorityAnswered { Answer: not AuthorityAnswer.Answered } answered when HasAsked(visit) => FinishAsked(visit, answered.Answer, now),
            VisitEvent.DeadlinePassed when now >= visit.Deadline => Late(visit, now),
            VisitEvent.EarlierLooked { Look: EarlierLook.Found earlier } => Stay(visit with { Earlier = earlier.Result }),
            VisitEvent.CardArrived or VisitEvent.CardRead or VisitEvent.CardFailed or VisitEvent.DigitTyped or VisitEvent.PinCleared or VisitEvent.PinTakenBack or VisitEvent.PinIncomplete
                or VisitEvent.PinConfirmed or VisitEvent.PinAnswered or VisitEvent.EarlierLooked or VisitEvent.CardProved or VisitEvent.AuthorityAnswered or VisitEvent.PhotoCompared or VisitEvent.LastTryDecided
                or VisitEvent.CancelledByStaff or VisitEvent.ResultKept or VisitEvent.PanelLost or VisitEvent.DeadlinePassed => InState(visit, happened, now),
            _ => throw new UnreachableException($"No rule for {happened}."),
        };
    }

    /// <summary>True while staff are to compare the photo: method A, or a card without a PIN, which only method A can serve.</summary>
    public static bool WaitsForPhoto(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit is { State: VisitState.Staff, Reason: Reason.PhotoCheck or Reason.PinUnusable };
    }

    /// <summary>True until the visit's outcome is known.</summary>
    public static bool IsOpen(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.Outcome is null;
    }

    // The challenge is fetched while the visitor types and while staff decide on the last try: when that fails, the visit ends before a try is spent.
    private static bool HasAsked(Visit visit) =>
        IsOpen(visit) && (visit.State is VisitState.Pin or VisitState.Verifying or VisitState.Asking || visit.Reason == Reason.LastTry);

    private VisitStep InState(Visit visit, VisitEvent happened, DateTimeOffset now) => (visit.State, happened) switch
    {
        (VisitState.Reading, VisitEvent.CardRead read) => Read(visit, read, now),

        (VisitState.Pin, VisitEvent.DigitTyped) => Stay(visit with { PinBegun = true, Deadline = now + deadlines.PinIdle }),
        (VisitState.Pin, VisitEvent.PinCleared) => Stay(visit with { PinBegun = false, Reason = CalmReason(visit), Deadline = now + deadlines.NothingTyped }),
        (VisitState.Pin, VisitEvent.PinTakenBack) => Stay(visit with { PinBegun = false, Deadline = now + deadlines.NothingTyped }),
        (VisitState.Pin, VisitEvent.PinIncomplete) => Stay(visit with { Reason = Reason.PinIncomplete, PinBegun = false, Deadline = now + deadlines.NothingTyped }),
        (VisitState.Pin, VisitEvent.PinConfirmed) =>
            Step(visit with { State = VisitState.Verifying, Reason = null, Deadline = now + deadlines.Authority }, VisitEffect.VerifyPin),

        (VisitState.Pin, VisitEvent.PanelLost) => Finish(visit, Outcome.CouldNotAsk, Reason.PanelLost, now),

        (VisitState.Staff, VisitEvent.LastTryDecided decided) when visit.Reason == Reason.LastTry => DecideLastTry(visit, decided, now),
        (VisitState.Staff, VisitEvent.PhotoCompared compared) when WaitsForPhoto(visit) => DecidePhoto(visit, compared, now),

        (VisitState.Verifying, VisitEvent.PinAnswered answered) => AnswerPin(visit, answered.Verdict, now),

        // Between the PIN and this the month may have ended: then there is nothing to be shown again.
        (VisitState.Asking, VisitEvent.CardProved) when visit.MayRepeat => RepeatRules.Repeats(visit, now) ? Repeat(visit, now) : Step(visit, VisitEffect.AskAuthority),

        // A record counts only while it was asked for: at any other time it is not about the person whose identity was confirmed here.
        (VisitState.Asking, VisitEvent.AuthorityAnswered { Answer: AuthorityAnswer.Answered answered }) => Store(visit, answered.Confirmation, now),

        (VisitState.Storing, VisitEvent.ResultKept kept) => Show(visit with { Kept = kept.OnDisk }, now),
        (VisitState.Finished or VisitState.TakeCard, VisitEvent.ResultKept kept) => Stay(visit with { Kept = kept.OnDisk }),

        _ => Stay(visit),
    };

    // Whoever clears begins anew: the signal of the mistake is not repeated.
    private static Reason? CalmReason(Visit visit) => visit.Reason == Reason.LastTry ? Reason.LastTry : null;

    private VisitStep Idle(VisitEvent happened, DateTimeOffset now) => happened is VisitEvent.CardArrived arrived
        ? Step(
            new Visit
            {
                Id = arrived.VisitId,
                Method = arrived.Method,
                VisualRefused = arrived.VisualRefused,
                MayRepeat = arrived.MayRepeat,
                StartedAt = now,
                State = VisitState.Reading,
                Deadline = now + deadlines.Reading,
            },
            VisitEffect.ReadCard)
        : new VisitStep(Visit: null, Ended: null, []);

    private VisitStep Read(Visit visit, VisitEvent.CardRead read, DateTimeOffset now)
    {
        var step = BeginWith(read.Reading, visit with { Tries = read.Reading.Tries, Certificate = read.Reading.Certificate, TriesBefore = read.TriesBefore }, now);
        return step with { Effects = [VisitEffect.FindEarlier, .. step.Effects] };
    }

    private VisitStep BeginWith(CardReading reading, Visit visit, DateTimeOffset now)
    {
        if (visit.Method == IdentityMethod.Visual)
        {
            return AskStaff(visit, Reason.PhotoCheck, now);
        }

        return reading.Tries switch
        {
            null when visit.VisualRefused => Finish(visit, Outcome.CardRefused, Reason.PinUnusable, now),
            null => AskStaff(visit, Reason.PinUnusable, now),
            { IsBlocked: true } => Finish(visit, Outcome.PinBlocked, reason: null, now),
            { IsLast: true } => AskStaff(visit, Reason.LastTry, now, VisitEffect.FetchChallenge),
            _ => AskPin(visit, reason: null, now, VisitEffect.FetchChallenge),
        };
    }

    private VisitStep AnswerPin(Visit visit, PinVerdict verdict, DateTimeOffset now)
    {
        visit = visit with { Tries = verdict.TriesLeft, PinWasWrong = !verdict.Accepted };
        return verdict switch
        {
            { Accepted: true } => Step(
                visit with { State = VisitState.Asking }, RepeatRules.Repeats(visit, now) ? VisitEffect.ProveCard : VisitEffect.AskAuthority),
            { TriesLeft.IsBlocked: true } => Finish(visit, Outcome.PinBlocked, reason: null, now),
            { TriesLeft.IsLast: true } => AskStaff(visit, Reason.LastTry, now),
            _ => AskPin(visit, Reason.PinWrong, now),
        };
    }

    private VisitStep DecideLastTry(Visit visit, VisitEvent.LastTryDecided decided, DateTimeOffset now)
    {
        visit = visit with { Staff = decided.Staff };
        return decided.Allowed
            ? AskPin(visit with { LastTryAllowed = true }, Reason.LastTry, now)
            : Finish(visit, visit.PinWasWrong ? Outcome.PinWrong : Outcome.Cancelled, Reason.LastTryRefused, now);
    }

    private VisitStep DecidePhoto(Visit visit, VisitEvent.PhotoCompared compared, DateTimeOffset now)
    {
        visit = visit with { Staff = compared.Staff };
        if (!compared.Matches)
        {
            return Finish(visit, Outcome.Cancelled, Reason.PhotoDiffers, now);
        }

        visit = visit with { State = VisitState.Asking, Method = IdentityMethod.Visual, PhotoMatchedAt = now, Reason = null, Deadline = now + deadlines.Authority };
        return RepeatRules.Repeats(visit, now) ? Repeat(visit, now) : Step(visit, VisitEffect.AskAuthority);
    }

    private VisitStep FinishCard(Visit visit, CardTrouble trouble, DateTimeOffset now) => trouble switch
    {
        // The removal itself follows from the reader's watch; until then the visit is over, but the card may still lie there.
        CardTrouble.Removed => Finish(visit, Outcome.CardRemoved, RemovedReason(visit.State), now),
        CardTrouble.ReaderLost => Finish(visit, Outcome.CardRemoved, Reason.ReaderLost, now),
        CardTrouble.ReaderInUse => Finish(visit, Outcome.CouldNotAsk, Reason.ReaderInUse, now),
        CardTrouble.Unresponsive => Finish(visit, Outcome.TimedOut, Reason.CardUnresponsive, now),
        CardTrouble.NotMyNumberCard => Finish(visit, Outcome.CardRefused, Reason.NotMyNumberCard, now),
        CardTrouble.PhoneToken => Finish(visit, Outcome.CardRefused, Reason.PhoneToken, now),
        CardTrouble.Unreadable => Finish(visit, Outcome.CardRefused, Reason.CardUnreadable, now),
        CardTrouble.CertificateUntrusted => Finish(visit, Outcome.CardRefused, Reason.CertificateUntrusted, now),
        CardTrouble.CertificateExpired => Finish(visit, Outcome.CardRefused, Reason.CertificateExpired, now),
        CardTrouble.CertificateNotYetValid => Finish(visit, Outcome.CardRefused, Reason.CertificateNotYetValid, now),
        CardTrouble.SignatureInvalid => Finish(visit, Outcome.CardRefused, Reason.SignatureInvalid, now),
    };

    private VisitStep FinishAsked(Visit visit, AuthorityAnswer answer, DateTimeOffset now) => answer switch
    {
        AuthorityAnswer.CardRefused refused => Finish(visit with { AuthorityMessage = refused.Detail }, Outcome.CardRefused, refused.Reason, now),
        AuthorityAnswer.StandRefused refused => Finish(visit with { AuthorityMessage = refused.Detail }, Outcome.AuthorityRefused, refused.Reason, now),
        AuthorityAnswer.CouldNotAsk could => Finish(visit with { AuthorityMessage = could.Detail }, Outcome.CouldNotAsk, could.Reason, now),
        // Whoever asks gets a new challenge and signs again; when that did not help, nobody knows.
        AuthorityAnswer.ChallengeSpent => Finish(visit, Outcome.CouldNotAsk, Reason.BadAnswer, now),
        _ => throw new UnreachableException($"No rule for {answer}."),
    };

    private VisitStep Late(Visit visit, DateTimeOffset now) => visit.State switch
    {
        VisitState.Reading => Finish(visit, Outcome.TimedOut, Reason.CardUnresponsive, now),
        VisitState.Pin => Finish(visit, Outcome.TimedOut, visit.PinBegun ? Reason.PinIdle : Reason.NothingTyped, now),
        VisitState.Staff => Finish(visit, Outcome.TimedOut, Reason.StaffIdle, now),
        VisitState.Verifying or VisitState.Asking => Finish(visit, Outcome.CouldNotAsk, Reason.Timeout, now),
        VisitState.Storing => Show(visit with { Kept = false }, now),
        VisitState.Finished => Stay(visit with { State = VisitState.TakeCard, Deadline = null }),
        VisitState.TakeCard => Stay(visit),
    };

    private VisitStep AskPin(Visit visit, Reason? reason, DateTimeOffset now, params VisitEffect[] effects) =>
        Step(visit with { State = VisitState.Pin, Reason = reason, PinBegun = false, Deadline = now + deadlines.NothingTyped }, effects);

    private VisitStep AskStaff(Visit visit, Reason reason, DateTimeOffset now, params VisitEffect[] effects) =>
        Step(visit with { State = VisitState.Staff, Reason = reason, LastTryAllowed = false, Deadline = now + deadlines.Staff }, effects);

    private VisitStep Store(Visit visit, Confirmation confirmation, DateTimeOffset now)
    {
        var (outcome, reason) = Verdict.Of(confirmation);
        var ended = End(visit with { Confirmation = confirmation }, outcome, reason, now);
        return Step(ended with { State = VisitState.Storing, Deadline = now + deadlines.Storing }, VisitEffect.KeepResult);
    }

    private VisitStep Repeat(Visit visit, DateTimeOffset now) =>
        Store(visit with { RepeatOf = new RepeatOf(visit.Earlier!.VisitId, visit.Earlier.EndedAt) }, visit.Earlier.Confirmation!, now);

    private VisitStep Finish(Visit visit, Outcome outcome, Reason? reason, DateTimeOffset now)
    {
        var shown = Show(End(visit, outcome, reason, now), now);
        return shown with { Effects = [VisitEffect.KeepResult] };
    }

    private VisitStep Show(Visit visit, DateTimeOffset now) => Stay(visit with { State = VisitState.Finished, Deadline = now + deadlines.TakeCard });

    private static VisitStep Leave(Visit visit, Outcome outcome, Reason reason, DateTimeOffset now) => IsOpen(visit)
        ? new VisitStep(Visit: null, Ended: End(visit, outcome, reason, now), [VisitEffect.KeepResult])
        : new VisitStep(Visit: null, Ended: visit with { State = VisitState.Finished, Deadline = null }, []);

    private static Visit End(Visit visit, Outcome outcome, Reason? reason, DateTimeOffset now) =>
        visit with { State = VisitState.Finished, Outcome = outcome, Reason = reason, EndedAt = now, Deadline = null };

    private static Reason RemovedReason(VisitState state) => state switch
    {
        VisitState.Reading => Reason.RemovedWhileReading,
        VisitState.Pin => Reason.RemovedBeforePin,
        VisitState.Staff => Reason.RemovedBeforeDecision,
        VisitState.Verifying => Reason.RemovedDuringVerify,
        VisitState.Asking or VisitState.Storing or VisitState.Finished or VisitState.TakeCard => Reason.RemovedWhileAsking,
    };

    private static VisitStep Stay(Visit visit) => new(visit, Ended: null, []);

    private static VisitStep Step(Visit visit, params VisitEffect[] effects) => new(visit, Ended: null, effects);
}
