namespace Kiosk.Alternatives;

/// <summary>What is copied from a paper, in the order in which it is typed. Nothing else may be: never the My Number, nor its last four digits on a お知らせ.</summary>
public enum PaperField
{
    /// <summary>The My Number card was seen, and its photo is the visitor's: <see cref="Papers.Yes"/>.</summary>
    CardSeen,

    /// <summary>保険者番号.</summary>
    InsurerNumber,

    /// <summary>記号.</summary>
    Symbol,

    /// <summary>番号.</summary>
    Number,

    /// <summary>枝番.</summary>
    Branch,

    /// <summary>氏名.</summary>
    Name,

    /// <summary>生年月日.</summary>
    Birthdate,

    /// <summary>性別 (OQSCD007): 1, 2, 3.</summary>
    Sex,

    /// <summary>住所.</summary>
    Address,

    /// <summary>有効期限.</summary>
    ValidUntil,
}

/// <summary>One field of a paper.</summary>
/// <param name="Field">Which.</param>
/// <param name="Text">As typed; in a kept check a date is <c>yyyy-MM-dd</c>, an insurer number half-width digits, and all else as it was typed.</param>
public sealed record TypedField([property: System.Text.Json.Serialization.JsonRequired] PaperField Field, string Text)
{
    /// <summary>Never what was typed.</summary>
    public override string ToString() => $"{Field}";
}
