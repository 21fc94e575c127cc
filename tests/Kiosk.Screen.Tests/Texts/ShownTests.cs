using CsCheck;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Tests.Texts;

public class ShownTests
{
    [Theory]
    [InlineData("山田\u001b[2J太郎", "山田[2J太郎")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("abc\u202Edef\u200B", "abcdef")]
    [InlineData("\uE000外字", "〓外字")]
    [InlineData("\u009B31m", "31m")]
    [InlineData(null, "")]
    [InlineData("髙﨑𠮷 ●", "髙﨑𠮷 ●")]
    public void Text_FromElsewhere_CannotSteerTheTerminal(string? raw, string shown) => Assert.Equal(shown, new Shown(ascii: false).Text(raw));

    [Fact]
    public void Text_WhereWidthsDiffer_HasAWideSignForTheUnknown() => Assert.Equal("〓橋", new Shown(ascii: true).Text("●橋"));

    [Fact]
    public void Text_ThatIsEndless_IsCut() => Assert.Equal(1000, new Shown(ascii: false).Text(new string('x', 5_000_000)).Length);

    [Fact]
    public void Text_OfAnything_HasNoControlCharacter() => Gen.String.Sample(raw =>
        Assert.DoesNotContain(new Shown(ascii: false).Text(raw), char.IsControl));

    [Theory]
    [InlineData("●橋", true)]
    [InlineData("高橋", false)]
    [InlineData(null, false)]
    public void HasUnknown_OfAName_SeesTheMark(string? name, bool has) => Assert.Equal(has, Shown.HasUnknown(name));
}
