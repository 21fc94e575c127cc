namespace Kiosk.Visits;

/// <summary>How identity is confirmed; set by an administrator, not per visitor.</summary>
public enum IdentityMethod
{
    /// <summary>Method B: the visitor types the PIN (暗証番号).</summary>
    Pin,

    /// <summary>Method A: staff compare the face with the card's photo (目視確認).</summary>
    Visual,
}

/// <summary>What a visit came to.</summary>
public enum Outcome
{
    /// <summary>The authority says: one valid qualification today.</summary>
    Covered,

    /// <summary>The authority says: the qualification is not valid today.</summary>
    NotCovered,

    /// <summary>The authority knows no qualification for this person. The person may be insured all the same.</summary>
    NoRecord,

    /// <summary>The authority knows several.</summary>
    Several,

    /// <summary>The authority said something that the stand cannot judge.</summary>
    Unknown,

    /// <summary>The authority could not be asked, or did not answer. Says nothing about the person.</summary>
    CouldNotAsk,

    /// <summary>A wrong PIN was the last word.</summary>
    PinWrong,

    /// <summary>The card's PIN is locked.</summary>
    PinBlocked,

    /// <summary>The card cannot be used here.</summary>
    CardRefused,

    /// <summary>The card was taken away before the end.</summary>
    CardRemoved,

    /// <summary>The authority refuses this stand, or what it asked.</summary>
    AuthorityRefused,

    /// <summary>Staff ended the visit.</summary>
    Cancelled,

    /// <summary>Nothing happened for too long.</summary>
    TimedOut,
}
