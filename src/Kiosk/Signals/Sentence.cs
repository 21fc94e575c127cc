namespace Kiosk.Signals;

/// <summary>What the stand says aloud. No sentence holds a name, a number of a person, or anything of the verdict: onlookers may hear all of them.</summary>
public enum Sentence
{
    /// <summary>Lay the card. Said when a key is pressed, for whoever cannot see the lamp.</summary>
    PlaceCard,

    /// <summary>The stand cannot serve: the staff, please. Said when a key is pressed.</summary>
    OutOfOrder,

    /// <summary>The card is being read.</summary>
    Reading,

    /// <summary>Type the PIN, then #.</summary>
    EnterPin,

    /// <summary>The same, two tries are left.</summary>
    EnterPinTwoLeft,

    /// <summary>The same, one try is left.</summary>
    EnterPinOneLeft,

    /// <summary>The PIN was wrong.</summary>
    PinWrong,

    /// <summary>The PIN was wrong, two tries are left.</summary>
    PinWrongTwoLeft,

    /// <summary>Not four digits: nothing was sent to the card.</summary>
    PinIncomplete,

    /// <summary>One try is left, and staff decide.</summary>
    LastTry,

    /// <summary>Staff check; the card stays.</summary>
    StaffCheck,

    /// <summary>PIN check, signature, authority: the card stays.</summary>
    Processing,

    /// <summary>Done, whatever the answer: take the card.</summary>
    Done,

    /// <summary>Take the card and see the staff.</summary>
    SeeStaff,

    /// <summary>The card was forgotten.</summary>
    TakeCard,

    /// <summary>The card left before the end: lay it again.</summary>
    CardGone,

    /// <summary>A test of the voice.</summary>
    VoiceTest,
}

/// <summary>The voice's language.</summary>
public enum Language
{
    /// <summary>日本語.</summary>
    Japanese,

    /// <summary>English.</summary>
    English,
}
