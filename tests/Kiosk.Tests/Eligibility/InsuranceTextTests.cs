using CsCheck;
using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

public sealed class InsuranceTextTests
{
    // What Unicode's NFKC makes of the characters of CP932 that it changes (without those that it makes spaces of, width forms and kana with a long mark).
    private const string Nfkc = "\u2025.. \u2026... \u2033′′ \u2103°C \u2116No \u2121TEL \u212BÅ \u2160I \u2161II \u2162III \u2163IV \u2164V \u2165VI \u2166VII \u2167VIII \u2168IX "
        + "\u2169X \u2170i \u2171ii \u2172iii \u2173iv \u2174v \u2175vi \u2176vii \u2177viii \u2178ix \u2179x \u222C∫∫ \u24601 \u24612 \u24623 \u24634 \u24645 "
        + "\u24656 \u24667 \u24678 \u24689 \u246910 \u246A11 \u246B12 \u246C13 \u246D14 \u246E15 \u246F16 \u247017 \u247118 \u247219 \u247320 \u3231(株) "
        + "\u3232(有) \u3239(代) \u32A4上 \u32A5中 \u32A6下 \u32A7左 \u32A8右 \u3314キロ \u3318グラム \u3322センチ \u3323セント \u3326ドル \u3327トン \u3349ミリ \u3351リットル \u3357ワット "
        + "\u337B平成 \u337C昭和 \u337D大正 \u337E明治 \u338Emg \u338Fkg \u339Cmm \u339Dcm \u339Ekm \u33A1m2 \u33C4cc \u33CDKK \uF929朗 \uF9DC隆 \uFA10塚 \uFA12晴 \uFA15凞 "
        + "\uFA16猪 \uFA17益 \uFA18礼 \uFA19神 \uFA1A祥 \uFA1B福 \uFA1C靖 \uFA1D精 \uFA1E羽 \uFA20蘒 \uFA22諸 \uFA25逸 \uFA26都 \uFA2A飯 \uFA2B飼 \uFA2C館 \uFA2D鶴 \uFFE0¢ "
        + "\uFFE1£ \uFFE2¬ \uFFE4¦ \uFFE5¥";

    [Theory]
    [InlineData("１２－３４", "12-34")]
    [InlineData("１２‐３４", "12-34")]
    [InlineData("１２−３４", "12-34")]
    [InlineData("１２―３４", "12–34")]
    [InlineData("１２ー３４", "12ｰ34")]
    [InlineData("１２─３４", "12-34")]
    [InlineData("ア・イ", "ｱ･ｲ")]
    [InlineData("カ゛", "ｶ゛")]
    [InlineData("ガパヴ", "ｶﾞﾊﾟｳﾞ")]
    [InlineData("セ・ター", "ｾ･ﾀｰ")]
    [InlineData("Ａｂ", "Ab")]
    [InlineData("　１２　", "12")]
    [InlineData("公①", "公1")]
    [InlineData("Ⅳ㈱", "IV(株)")]
    [InlineData("\uFA19田", "神田")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void AreSame_TwoWaysToWriteIt_Holds(string? one, string? other)
    {
        Assert.True(InsuranceText.AreSame(one, other));
        Assert.True(InsuranceText.AreSame(other, one));
    }

    [Theory]
    [InlineData("12-34", "1234")]
    [InlineData("12-34", "12-35")]
    [InlineData("00", "0")]
    [InlineData("00", null)]
    [InlineData("00", "")]
    [InlineData("か", "カ")]
    [InlineData("A", "a")]
    [InlineData("1 2", "12")]
    public void AreSame_OtherNumbers_DoesNotHold(string? one, string? other) => Assert.False(InsuranceText.AreSame(one, other));

    [Fact]
    public void Fold_EveryCharacterOfJapaneseMachines_IsUnicodesForm() =>
        Assert.All(Nfkc.Split(' '), pair => Assert.Equal(pair[1..], InsuranceText.Fold(pair[..1])));

    [Fact]
    public void Fold_EveryWideAscii_IsTheNarrowOne() =>
        Assert.All(Enumerable.Range('!', '~' - '!' + 1), c => Assert.Equal(((char)c).ToString(), InsuranceText.Fold(((char)(c + 0xFEE0)).ToString())));

    [Fact]
    public void Fold_Again_ChangesNothing() => Gen.String[Gen.OneOf(Gen.Char['\u2000', '\u33FF'], Gen.Char['\uF900', '\uFFEF'], Gen.Char[' ', '~']), 0, 20].Sample(text =>
    {
        var folded = InsuranceText.Fold(text);
        Assert.Equal(folded, InsuranceText.Fold(folded));
    });
}
