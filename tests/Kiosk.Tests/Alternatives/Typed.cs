using Kiosk.Alternatives;
using Kiosk.Records;

namespace Kiosk.Tests.Alternatives;

/// <summary>What staff type from the papers of people who do not exist.</summary>
internal static class Typed
{
    public static readonly DateOnly Today = new(2026, 11, 24);

    /// <summary>A paper filled in as it should be, with one field typed otherwise (null: left out).</summary>
    public static IReadOnlyList<TypedField> Paper(AlternativeRoute route, PaperField? other = null, string? text = null) =>
    [
        .. Papers.FieldsOf(route).Where(field => field != other).Select(field => new TypedField(field, Good(field))),
        .. other is { } changed && text is not null ? [new TypedField(changed, text)] : Array.Empty<TypedField>(),
    ];

    public static AlternativeCheck Check(AlternativeRoute route = AlternativeRoute.Certificate, PaperField? other = null, string? text = null) => new()
    {
        Id = Guid.CreateVersion7(),
        CheckedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, JapanTime.Offset),
        Staff = "S07",
        Route = route,
        Fields = EntryRules.Judge(route, Paper(route, other, text), Today).Accepted,
    };

    private static string Good(PaperField field) => field switch
    {
        PaperField.CardSeen => Papers.Yes,
        PaperField.InsurerNumber => "06999999",
        PaperField.Symbol => "１２－３４",
        PaperField.Number => "５６７８",
        PaperField.Branch => "01",
        PaperField.Name => "架空　花子",
        PaperField.Birthdate => "昭和46年2月3日",
        PaperField.Sex => "2",
        PaperField.Address => "架空県架空市一丁目",
        PaperField.ValidUntil => "令和8年12月31日",
    };
}
