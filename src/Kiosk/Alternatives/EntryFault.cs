using System.Text.Json.Serialization;

namespace Kiosk.Alternatives;

/// <summary>What is wrong with a typed field. A closed list.</summary>
public enum EntryFault
{
    /// <summary>It must be filled.</summary>
    Missing,

    /// <summary>This paper has no such field, or it came twice.</summary>
    NotAsked,

    /// <summary>Longer than such a value can be, or not one line.</summary>
    TooLong,

    /// <summary>An insurer number has six or eight digits.</summary>
    Length,

    /// <summary>Something in it is no digit.</summary>
    NotDigits,

    /// <summary>The check digit is wrong: a digit was mistyped.</summary>
    CheckDigit,

    /// <summary>A branch number has two digits.</summary>
    BranchForm,

    /// <summary>People of 後期高齢者医療 have neither symbol nor branch number.</summary>
    NotForLateElderly,

    /// <summary>No date, or none of its era.</summary>
    NotADate,

    /// <summary>A birth date to come, or of more than 130 years ago.</summary>
    NotABirthdate,

    /// <summary>The paper's time is over: it does not count any more.</summary>
    Expired,

    /// <summary>No 資格確認書 lasts longer than five years: a digit was mistyped.</summary>
    TooFarAhead,

    /// <summary>Not one of the codes.</summary>
    UnknownCode,
}

/// <summary>A field that cannot be taken, and why.</summary>
/// <param name="Field">Which.</param>
/// <param name="Fault">Why.</param>
public sealed record FieldFault([property: JsonRequired] PaperField Field, [property: JsonRequired] EntryFault Fault);
