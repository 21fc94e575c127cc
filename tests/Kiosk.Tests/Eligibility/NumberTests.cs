using CsCheck;
using Kiosk.Eligibility;

namespace Kiosk.Tests.Eligibility;

/// <summary>The worked examples of the published rules, and published samples that break them.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("33120015")]
    [InlineData("01130012")]
    [InlineData("06132013")]
    [InlineData("138016")]
    [InlineData("00138016")]
    [InlineData("39131016")]
    [InlineData("273128")]
    [InlineData("06999999")]
    [InlineData("01999994")]
    [InlineData("34999995")]
    [InlineData("39999990")]
    [InlineData("999995")]
    [InlineData("00999995")]
    public void InsurerNumber_WorkedExample_IsValid(string number) => Assert.True(InsurerNumber.IsValid(number));

    [Theory]
    [InlineData("00012345")]
    [InlineData("01234567")]
    [InlineData("00123456")]
    [InlineData("06134567")]
    [InlineData("33120014")]
    [InlineData("0138016")]
    [InlineData("38016")]
    [InlineData("033120015")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0699999９")]
    [InlineData("06 99999")]
    [InlineData("-6999999")]
    public void InsurerNumber_PublishedSampleThatFailsOrNoNumber_IsNot(string? number) => Assert.False(InsurerNumber.IsValid(number));

    [Theory]
    [InlineData("0110113719")]
    [InlineData("1329999997")]
    public void FacilityCode_WorkedExample_IsTaken(string text)
    {
        Assert.True(FacilityCode.TryParse(text, out var code));
        Assert.Equal(text, code.Value);
        Assert.Equal(text, code.ToString());
    }

    [Theory]
    [InlineData("1312345670")]
    [InlineData("1311234567")]
    [InlineData("1329999998")]
    [InlineData("132999999")]
    [InlineData("01329999997")]
    [InlineData("１３２９９９９９９７")]
    [InlineData(" 1329999997")]
    [InlineData("")]
    [InlineData(null)]
    public void FacilityCode_PublishedSampleThatFailsOrNoCode_IsRefused(string? text)
    {
        Assert.False(FacilityCode.TryParse(text, out var code));
        Assert.Null(code);
    }

    [Fact]
    public void CheckDigit_AnyDigitMistyped_IsNoticed() => Gen.Select(Gen.Char['0', '9'].Array[5, 9], Gen.Int[0, 9], Gen.Int[1, 9]).Sample((digits, at, by) =>
    {
        var number = new string(digits);
        var valid = number + Enumerable.Range(0, 10).Single(check => CheckDigit.Holds($"{number}{check}"));
        var place = at % valid.Length;
        var wrong = valid.ToCharArray();
        wrong[place] = (char)('0' + ((wrong[place] - '0' + by) % 10));
        return !CheckDigit.Holds(new string(wrong));
    });

    [Fact]
    public void CheckDigit_LeadingZeros_ChangeNothing() =>
        Gen.Char['0', '9'].Array[1, 9].Select(digits => new string(digits)).Sample(number => CheckDigit.Holds(number) == CheckDigit.Holds("00" + number));

    [Fact]
    public void CheckDigit_Nothing_DoesNotHold() => Assert.False(CheckDigit.Holds(""));
}
