namespace Kiosk.Visits;

/// <summary>Work that a transition asks for. What can be derived from the visit (lamps, sounds, audit, forgetting the PIN, releasing the card) is not among it.</summary>
public enum VisitEffect
{
    /// <summary>Read the card.</summary>
    ReadCard,

    /// <summary>Look for an earlier answer about the same person in this month. Nothing waits for it.</summary>
    FindEarlier,

    /// <summary>Fetch a challenge, while the visitor reaches for the keys.</summary>
    FetchChallenge,

    /// <summary>Send the PIN to the card, once, as soon as there is a challenge to sign.</summary>
    VerifyPin,

    /// <summary>Let the card sign (method B) and ask the authority.</summary>
    AskAuthority,

    /// <summary>Let the card sign for the stand itself: the PIN was checked by the card whose certificate was read, and not by one that only says so.</summary>
    ProveCard,

    /// <summary>Write what the visit came to.</summary>
    KeepResult,
}

/// <summary>The answer of the rules to an event.</summary>
/// <param name="Visit">The visit now; null when the stand is idle.</param>
/// <param name="Ended">The visit that left the stand in this step, if one did.</param>
/// <param name="Effects">What is to be done for <paramref name="Visit"/>, or for <paramref name="Ended"/> when there is none.</param>
public readonly record struct VisitStep(Visit? Visit, Visit? Ended, IReadOnlyList<VisitEffect> Effects);
