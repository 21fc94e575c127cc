namespace Kiosk.Alternatives;

/// <summary>Whether a field is to be filled.</summary>
public enum FieldNeed
{
    /// <summary>It stands on every such paper.</summary>
    Required,

    /// <summary>It stands on some.</summary>
    Optional,

    /// <summary>It stands on none, or is not needed, and is therefore not asked for.</summary>
    None,
}

/// <summary>
/// What each paper shows. Symbol and branch are missing on some (後期高齢, some 国保); a お知らせ has neither sex nor expiry, the visitor's phone is live,
/// and a statement says what the visitor knows.
/// </summary>
public static class Papers
{
    /// <summary>The text of a field that is either so or not.</summary>
    public const string Yes = "yes";

    /// <summary>The fields of a paper, in the order in which they are typed.</summary>
    public static IEnumerable<PaperField> FieldsOf(AlternativeRoute route) => Enum.GetValues<PaperField>().Where(field => NeedOf(route, field) != FieldNeed.None);

    /// <summary>Whether a paper has a field.</summary>
    public static FieldNeed NeedOf(AlternativeRoute route, PaperField field) => (route, field) switch
    {
        (_, PaperField.Name or PaperField.Birthdate) => FieldNeed.Required,
        (AlternativeRoute.Statement, PaperField.Sex or PaperField.Address) => FieldNeed.Required,
        (AlternativeRoute.Statement, PaperField.InsurerNumber or PaperField.Number) => FieldNeed.Optional,
        (_, PaperField.InsurerNumber or PaperField.Number) => FieldNeed.Required,
        (_, PaperField.Symbol or PaperField.Branch) => FieldNeed.Optional,
        (AlternativeRoute.Certificate, PaperField.ValidUntil) => FieldNeed.Required,
        (AlternativeRoute.Notice or AlternativeRoute.Portal, PaperField.CardSeen) => FieldNeed.Required,
        _ => FieldNeed.None,
    };
}
