using Kiosk.Alternatives;

namespace Kiosk.Tests.Alternatives;

public sealed class PapersTests
{
    // R: on every such paper; o: on some; a dot: not asked for.
    [Theory]
#pragma warning disable format // a table
    //                                        card insurer symbol number branch name birth sex address until
    [InlineData(AlternativeRoute.Certificate, ".    R       o      R      o      R    R     .   .       R")]
    [InlineData(AlternativeRoute.Notice,      "R    R       o      R      o      R    R     .   .       .")]
    [InlineData(AlternativeRoute.Portal,      "R    R       o      R      o      R    R     .   .       .")]
    [InlineData(AlternativeRoute.Statement,   ".    o       o      o      o      R    R     R   R       .")]
#pragma warning restore format
    public void NeedOf_EveryPaperAndField_IsAsTheTableSays(AlternativeRoute route, string row)
    {
        var needs = Enum.GetValues<PaperField>().Select(field => Papers.NeedOf(route, field) switch { FieldNeed.Required => "R", FieldNeed.Optional => "o", _ => "." });

        Assert.Equal(row.Split(' ', StringSplitOptions.RemoveEmptyEntries), needs, StringComparer.Ordinal);
    }

    [Fact]
    public void NeedOf_EveryRoute_HasARow() => Assert.Equal(4, Enum.GetValues<AlternativeRoute>().Length);
}
