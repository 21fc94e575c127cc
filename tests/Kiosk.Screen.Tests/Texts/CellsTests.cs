using CsCheck;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Tests.Texts;

public class CellsTests
{
    private static readonly string[] Alphabet = ["あ", "漢", "ｱ", "a", "bc", " ", "、", "。", "𠮷", "ễ", "●", "１", "-", "髙"];

    private static readonly Gen<string> Text = Gen.Int[0, Alphabet.Length - 1].Array[0, 60].Select(picked => string.Concat(picked.Select(i => Alphabet[i])));

    [Theory]
    [InlineData("山田", 4)]
    [InlineData("ﾔﾏﾀﾞ", 4)]
    [InlineData("𠮷野家", 6)]
    [InlineData("Nguyễn", 6)]
    [InlineData("●橋", 3)]
    [InlineData("", 0)]
    public void Width_OfNames_IsCountedInCells(string text, int width) => Assert.Equal(width, Cells.Width(text));

    [Theory]
    [InlineData("山田", 6, "山田  ")]
    [InlineData("山田太郎", 8, "山田太郎")]
    [InlineData("山田太郎左衛門", 8, "山田太..")]
    [InlineData("山田太郎左衛門", 7, "山田.. ")]
    [InlineData("山田", 1, ".")]
    [InlineData("山田", 0, "")]
    [InlineData("山田", -3, "")]
    public void Fit_ToAWidth_PadsOrCutsBetweenCharacters(string text, int width, string fitted) => Assert.Equal(fitted, Cells.Fit(text, width));

    [Fact]
    public void Fit_OfAnything_HasExactlyTheWidth() =>
        Gen.Select(Text, Gen.Int[0, 50]).Sample((text, width) => Assert.Equal(width, Cells.Width(Cells.Fit(text, width))));

    [Theory]
    [InlineData("The card was taken away", 10, "The card|was taken|away")]
    [InlineData("今日有効な資格。", 14, "今日有効な資|格。")]
    [InlineData("一二三。", 6, "一二|三。")]
    [InlineData("Incomprehensibilities", 8, "Incompre|hensibil|ities")]
    [InlineData("F2で記録を再表示", 9, "F2で記録|を再表示")]
    [InlineData("", 9, "")]
    public void Wrap_OfSentences_BreaksWhereOneMay(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', Cells.Wrap(text, width)));

    [Fact]
    public void Wrap_OfAnything_LosesNothingAndFits() => Gen.Select(Text, Gen.Int[4, 40]).Sample((text, width) =>
    {
        var lines = Cells.Wrap(text, width).ToList();
        Assert.Equal(Bare(text), Bare(string.Concat(lines)));
        Assert.All(lines, line => Assert.True(Cells.Width(line) <= width));
    });

    [Fact]
    public void Wrap_WhereNothingFits_GivesNothing() => Assert.Empty(Cells.Wrap("山田", 1));

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
