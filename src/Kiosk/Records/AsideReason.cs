namespace Kiosk.Records;

/// <summary>Why a vault was set aside, and another begun.</summary>
public enum AsideReason
{
    /// <summary>Its key was gone.</summary>
    KeyMissing,

    /// <summary>The key's file held no key.</summary>
    KeyMalformed,

    /// <summary>It was sealed with another key.</summary>
    KeyWrong,

    /// <summary>The key was sealed on another computer or for another user.</summary>
    KeySealedElsewhere,

    /// <summary>Its file was damaged.</summary>
    Damaged,

    /// <summary>An administrator put it there.</summary>
    ByHand,
}
