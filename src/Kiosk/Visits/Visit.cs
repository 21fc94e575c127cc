using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Visits;

/// <summary>Where a visit stands.</summary>
public enum VisitState
{
    /// <summary>The card is read.</summary>
    Reading,

    /// <summary>The visitor types the PIN.</summary>
    Pin,

    /// <summary>Staff decide: the photo, or the last try.</summary>
    Staff,

    /// <summary>The card checks the PIN.</summary>
    Verifying,

    /// <summary>The card signs and the authority is asked.</summary>
    Asking,

    /// <summary>The answer is written; it counts only when it is on disk.</summary>
    Storing,

    /// <summary>The outcome is known, the card still lies there.</summary>
    Finished,

    /// <summary>The card is forgotten: the visitor is reminded.</summary>
    TakeCard,
}

/// <summary>One person at the stand (受付), from the card laid to the card taken.</summary>
public sealed record Visit
{
    /// <summary>UUID v7; also the key under which the authority answers the same visit only once.</summary>
    public required Guid Id { get; init; }

    /// <summary>How identity is confirmed in this visit: the method in force when it began, or A where staff took it for a card without a PIN.</summary>
    public required IdentityMethod Method { get; init; }

    /// <summary>The authority does not grant method A to this stand.</summary>
    public bool VisualRefused { get; init; }

    /// <summary>An earlier answer of this month may be shown instead of asking again: the administrator's choice, with a clock that can be trusted.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>When the card was laid.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where the visit stands.</summary>
    public required VisitState State { get; init; }

    /// <summary>When <see cref="VisitEvent.DeadlinePassed"/> is due; null where nothing is waited for.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Tries left, once read.</summary>
    public PinTries? Tries { get; init; }

    /// <summary>The tries that this very card had before its last PIN check, when that was broken off and nobody knew what it came to; null otherwise.</summary>
    public PinTries? TriesBefore { get; init; }

    /// <summary>The card's certificate, once read.</summary>
    public AuthCertificate? Certificate { get; init; }

    /// <summary>The authority's newest completed answer about the same certificate in this month, once looked for.</summary>
    public KeptResult? Earlier { get; init; }

    /// <summary>The visit whose answer is shown as of its day, where the authority was not asked again.</summary>
    public RepeatOf? RepeatOf { get; init; }

    /// <summary>Typing began, and was not cleared since. How many digits there are is not known here.</summary>
    public bool PinBegun { get; init; }

    /// <summary>A wrong PIN was typed in this visit.</summary>
    public bool PinWasWrong { get; init; }

    /// <summary>Staff allowed the last try; for one try only, should a card ever ask for more.</summary>
    public bool LastTryAllowed { get; init; }

    /// <summary>Who of the staff decided, where someone did.</summary>
    public string? Staff { get; init; }

    /// <summary>When staff found that the photo matches (method A).</summary>
    public DateTimeOffset? PhotoMatchedAt { get; init; }

    /// <summary>What the visit came to; null until it is known.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Why, where there is more to say.</summary>
    public Reason? Reason { get; init; }

    /// <summary>When the outcome was known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The authority's answer, where there was one.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The authority's own words on a refusal or an outage, for staff.</summary>
    public string? AuthorityMessage { get; init; }

    /// <summary>Whether the result is on disk; null until that is known.</summary>
    public bool? Kept { get; init; }

    /// <summary>Never the person.</summary>
    public override string ToString() => $"visit {Id} {State}";
}
