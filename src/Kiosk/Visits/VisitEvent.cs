using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Visits;

/// <summary>Something that happened to a visit. A closed list: every state has a defined answer to each.</summary>
public abstract record VisitEvent
{
    private VisitEvent() { }

    /// <summary>Never what it carries: events may hold a person's certificate or record.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>A card was laid on the reader.</summary>
    /// <param name="VisitId">The visit that begins.</param>
    /// <param name="Method">The method in force.</param>
    /// <param name="VisualRefused">The authority does not grant method A to this stand: then it is not offered for a card without a PIN either.</param>
    /// <param name="MayRepeat">An earlier answer of this month may be shown instead of asking again.</param>
    public sealed record CardArrived(Guid VisitId, IdentityMethod Method, bool VisualRefused = false, bool MayRepeat = false) : VisitEvent;

    /// <summary>The card was taken away.</summary>
    public sealed record CardRemoved : VisitEvent;

    /// <summary>The reader or its service went away, and the card with it.</summary>
    public sealed record ReaderLost : VisitEvent;

    /// <summary>The card was read.</summary>
    /// <param name="Reading">What is known of it.</param>
    /// <param name="TriesBefore">The tries that this very card had before its last PIN check, when that was broken off; null otherwise.</param>
    public sealed record CardRead(CardReading Reading, PinTries? TriesBefore = null) : VisitEvent;

    /// <summary>The card could not be read, verified or made to sign.</summary>
    public sealed record CardFailed(CardTrouble Trouble) : VisitEvent;

    /// <summary>A digit was typed; which one is nobody's business.</summary>
    public sealed record DigitTyped : VisitEvent;

    /// <summary>The visitor cleared what was typed.</summary>
    public sealed record PinCleared : VisitEvent;

    /// <summary>What was typed was no digit after all: the PIN is as empty as before.</summary>
    public sealed record PinTakenBack : VisitEvent;

    /// <summary>The visitor confirmed, but not with exactly four digits.</summary>
    public sealed record PinIncomplete : VisitEvent;

    /// <summary>The visitor confirmed four digits.</summary>
    public sealed record PinConfirmed : VisitEvent;

    /// <summary>The card answered to the PIN.</summary>
    public sealed record PinAnswered(PinVerdict Verdict) : VisitEvent;

    /// <summary>An earlier answer about the same person was looked for.</summary>
    public sealed record EarlierLooked(EarlierLook Look) : VisitEvent;

    /// <summary>The card signed for the stand itself.</summary>
    public sealed record CardProved : VisitEvent;

    /// <summary>The authority answered, refused, or could not be asked.</summary>
    public sealed record AuthorityAnswered(AuthorityAnswer Answer) : VisitEvent;

    /// <summary>Staff compared the photo.</summary>
    public sealed record PhotoCompared(bool Matches, string Staff) : VisitEvent;

    /// <summary>Staff decided on the last try.</summary>
    public sealed record LastTryDecided(bool Allowed, string Staff) : VisitEvent;

    /// <summary>Staff ended the visit.</summary>
    public sealed record CancelledByStaff(string Staff) : VisitEvent;

    /// <summary>The result was written, or could not be.</summary>
    public sealed record ResultKept(bool OnDisk) : VisitEvent;

    /// <summary>The keypad went away.</summary>
    public sealed record PanelLost : VisitEvent;

    /// <summary>The visit's deadline may have passed.</summary>
    public sealed record DeadlinePassed : VisitEvent;
}
