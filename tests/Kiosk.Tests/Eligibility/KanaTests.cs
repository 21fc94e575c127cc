using CsCheck;
using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

public sealed class KanaTests
{
    [Theory]
    [InlineData("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ タロウ")]
    [InlineData("ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ ｳﾞ", "パピプペポ ヴ")]
    [InlineData("ｷｬｯﾁｮｰ", "キャッチョー")]
    [InlineData("ｱﾞﾟ", "ア゛゜")]
    [InlineData("ﾞ", "゛")]
    [InlineData("", "")]
    [InlineData("Nguyễn ｸﾞｴﾝ 漢字", "Nguyễn グエン 漢字")]
    [InlineData("ガﾞ", "ガ゛")]
    [InlineData("｡｢｣､･", "。「」、・")]
    public void ToFullWidth_OfNames_JoinsMarks(string half, string full) => Assert.Equal(full, Kana.ToFullWidth(half));

    [Fact]
    public void ToFullWidth_OfAnything_LeavesNoHalfWidthKana() => Gen.String[Gen.Char['\uFF00', '\uFFA5'], 0, 20].Sample(text =>
    {
        var full = Kana.ToFullWidth(text);
        Assert.DoesNotContain(full, c => c is >= '\uFF61' and <= '\uFF9F');
        Assert.Equal(full, Kana.ToFullWidth(full));
    });

    [Fact]
    public void ToFullWidth_OfEveryPlainKana_KeepsItsPlace() =>
        Assert.Equal(63, Kana.ToFullWidth(string.Concat(Enumerable.Range(0xFF61, 63).Select(c => (char)c))).EnumerateRunes().Count());
}
