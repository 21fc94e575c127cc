namespace Kiosk.Tickets;

/// <summary>Why a typed ticket is refused.</summary>
public enum TicketFault
{
    /// <summary>A number without eleven digits.</summary>
    NumberLength,

    /// <summary>Something in the number is no digit.</summary>
    NumberNotDigits,

    /// <summary>Only the tickets of the late elderly (insurers with law number 39) may lack the number.</summary>
    NumberMissing,

    /// <summary>An insurer number without six or eight digits.</summary>
    InsurerLength,

    /// <summary>Something in the insurer number is no digit.</summary>
    InsurerNotDigits,

    /// <summary>The insurer number's check digit is wrong: a digit was mistyped.</summary>
    InsurerCheckDigit,

    /// <summary>The expiry is no date.</summary>
    ExpiryNoDate,

    /// <summary>The self-pay is longer than any that is printed.</summary>
    SelfPayTooLong,
}
