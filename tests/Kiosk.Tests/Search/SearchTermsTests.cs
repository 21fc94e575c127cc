using Kiosk.Search;

namespace Kiosk.Tests.Search;

/// <summary>What a typed line can mean.</summary>
public sealed class SearchTermsTests
{
    private static readonly DateOnly Birth = new(1971, 2, 3);

    [Theory]
    [InlineData("1971-02-03")]
    [InlineData("S46.2.3")]
    [InlineData("昭和46年2月3日")]
    [InlineData("昭和46年 2月 3日")]
    [InlineData("Ｓ４６０２０３")]
    public void Of_ADate_IsADateOfBirth(string text) => Assert.Equal([new SearchTerm(Birth: Birth)], SearchTerms.Of(text));

    [Fact]
    public void Of_EightDigits_IsAnyOfThree() =>
        Assert.Equal([new SearchTerm(Birth: Birth, Insurer: "19710203", Part: "19710203")], SearchTerms.Of("１９７１０２０３"));

    [Fact]
    public void Of_Digits_AreNumbers() =>
        Assert.Equal([new SearchTerm(Insurer: "00999995", Part: "999995"), new SearchTerm(Part: "5678"), new SearchTerm(Part: "1234")], SearchTerms.Of("999995 ５６７８　１２－３４"));

    [Fact]
    public void Of_NamesWithBlanks_AreOne() => Assert.Equal([new SearchTerm(Name: "架空花子")], SearchTerms.Of(" 架空　花 子 "));

    [Fact]
    public void Of_NameAndDate_AreBoth() =>
        Assert.Equal([new SearchTerm(Name: "カクウハナコ"), new SearchTerm(Birth: Birth)], SearchTerms.Of("かくう はなこ 昭和46年2月3日"));

    [Fact]
    public void Of_MixedPart_IsNameOrNumber() => Assert.Equal([new SearchTerm(Name: "東12", Part: "東12")], SearchTerms.Of("東１２"));

    [Theory]
    [InlineData("")]
    [InlineData("　・")]
    [InlineData(null)]
    public void Of_Nothing_IsNone(string? text) => Assert.Empty(SearchTerms.Of(text));

    [Fact]
    public void FieldsOf_ASearch_TellKindsAndNothingElse() => Assert.Equal(
        SearchFields.Name | SearchFields.Birth | SearchFields.Number | SearchFields.Day | SearchFields.Pending,
        SearchTerms.FieldsOf(new ResultSearch("花子 1971-02-03 5678", From: Birth, Pending: true)));
}
