using CsCheck;
using Kiosk.Eligibility;
using Kiosk.Search;

namespace Kiosk.Tests.Search;

/// <summary>What a receptionist takes for the same.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("ｶｸｳ ﾊﾅｺ", "かくう　はなこ")]
    [InlineData("ｶｸｳﾊﾅｺ", "カクウ ハナコ")]
    [InlineData("架空　花子", "架空花子")]
    [InlineData("ﾀﾞｲｷﾞ", "だいぎ")]
    [InlineData("ﾊﾟｰｸ", "ぱーく")]
    [InlineData("ば", "は\u3099")]
    [InlineData("ぱ", "は゜")]
    [InlineData("ハットリ", "ﾊﾂﾄﾘ")]
    [InlineData("しょうだ", "ｼﾖｳﾀﾞ")]
    [InlineData("ローズ", "ﾛｰｽﾞ")]
    [InlineData("ローズ", "ロ−ズ")]
    [InlineData("ローズ", "ロ－ズ")]
    [InlineData("ローズ", "ロ-ズ")]
    [InlineData("ローズ", "ロ―ズ")]
    [InlineData("ヴァレリー", "ﾊﾞﾚﾘｰ")]
    [InlineData("ヴァレリー", "ゔぁれりー")]
    [InlineData("イヴ", "いぶ")]
    [InlineData("ミツヅカ", "みつずか")]
    [InlineData("ヨシヱ", "よしえ")]
    [InlineData("カヲル", "かおる")]
    [InlineData("髙橋", "高橋")]
    [InlineData("山﨑", "山崎")]
    [InlineData("𠮷野", "吉野")]
    [InlineData("渡邉", "渡辺")]
    [InlineData("佐々木", "佐佐木")]
    [InlineData("𠀋々", "𠀋𠀋")]
    [InlineData("八ヶ代", "八ケ代")]
    [InlineData("海\uFA45", "海海")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("マリア・ロペス", "マリア ロペス")]
    [InlineData("Ｎｇｕｙｅｎ　Ｖａｎ", "nguyen van")]
    [InlineData("花\u200B子", "花子")]
    public void Name_WrittenDifferently_IsTheSame(string one, string other) => Assert.Equal(SearchText.Name(one), SearchText.Name(other));

    [Theory]
    [InlineData("ハナコ", "バナコ")]
    [InlineData("花子", "華子")]
    [InlineData("オオノ", "オノ")]
    [InlineData("●橋", "高橋")]
    [InlineData("𠀋", "𠀉")]
    public void Name_OfSomebodyElse_IsAnother(string one, string other) => Assert.NotEqual(SearchText.Name(one), SearchText.Name(other));

    [Theory]
    [InlineData("１２－３４", "12-34")]
    [InlineData("１２ー３４", "1234")]
    [InlineData("東１２", "東12")]
    [InlineData("ｱｲ12", "あい１２")]
    public void Number_WrittenDifferently_IsTheSame(string one, string other) => Assert.Equal(SearchText.Number(one), SearchText.Number(other));

    [Fact]
    public void Name_OfAnyKana_IsTheSameInEveryWidth() => Gen.String[Gen.Char['\uFF66', '\uFF9D'], 0, 12].Sample(half =>
    {
        var full = Kana.ToFullWidth(half);
        Assert.Equal(SearchText.Name(half), SearchText.Name(full));
        Assert.Equal(SearchText.Name(half), SearchText.Name(string.Concat(full.Select(c => c is >= 'ァ' and <= 'ヶ' ? (char)(c - 0x60) : c))));
    });

    [Fact]
    public void Name_OfAnything_KeepsWholeCharacters() => Gen.String[0, 20].Sample(text =>
        Assert.DoesNotContain(SearchText.Name(text).EnumerateRunes(), rune => rune.Value == 0xFFFD));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　 \t・\uD842")]
    public void Name_OfNothing_IsEmpty(string? text) => Assert.Equal("", SearchText.Name(text));
}
