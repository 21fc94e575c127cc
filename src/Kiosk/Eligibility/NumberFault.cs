namespace Kiosk.Eligibility;

/// <summary>What is wrong with a number. Typed numbers are refused for it; the authority's are shown as they came, with a warning.</summary>
public enum NumberFault
{
    /// <summary>Not of the length that such a number has.</summary>
    Length,

    /// <summary>Something in it is no digit (0 to 9, half-width).</summary>
    NotDigits,

    /// <summary>The last digit is not the one that the others ask for.</summary>
    CheckDigit,
}
