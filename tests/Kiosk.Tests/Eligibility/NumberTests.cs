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
    [InlineData("3312001", '5')]
    [InlineData("0113001", '2')]
    [InlineData("0613201", '3')]
    [InlineData("13801", '6')]
    [InlineData("3913101", '6')]
    [InlineData("27312", '8')]
    public void CheckDigit_WorkedExample_IsTheOneThatHolds(string digits, char check) =>
        Assert.Equal([check], "0123456789".Where(c => CheckDigit.Holds(digits + c)));

    [Theory]
    [InlineData("00012345", NumberFault.CheckDigit)]
    [InlineData("0138016", NumberFault.Length)]
    [InlineData("", NumberFault.Length)]
    [InlineData(null, NumberFault.Length)]
    [InlineData("0699999９", NumberFault.NotDigits)]
    [InlineData("06 99999", NumberFault.NotDigits)]
    public void InsurerNumber_Typed_IsRefusedWithTheFault(string? text, NumberFault fault)
    {
        Assert.Equal(fault, InsurerNumber.FaultOf(text));
        Assert.False(InsurerNumber.TryParse(text, out var number));
        Assert.Null(number);
    }

    [Theory]
    [InlineData("999995", "00999995")]
    [InlineData("138016", "00138016")]
    [InlineData("06999999", "06999999")]
    public void InsurerNumber_SixAndPaddedDigits_AreTheSameNumber(string text, string padded)
    {
        Assert.True(InsurerNumber.TryParse(text, out var number));
        Assert.True(InsurerNumber.TryParse(padded, out var eight));

        Assert.Equal((text, padded, text), (number.Value, number.Padded, number.ToString()));
        Assert.Equal(eight, number);
        Assert.Equal(eight.GetHashCode(), number.GetHashCode());
        Assert.Equal(eight.Kind, number.Kind);
    }

    [Fact]
    public void InsurerNumber_OtherNumbers_AreNotEqual()
    {
        Assert.True(InsurerNumber.TryParse("06999999", out var one));
        Assert.True(InsurerNumber.TryParse("01999994", out var other));
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("138016", InsurerKind.National)]
    [InlineData("00138016", InsurerKind.National)]
    [InlineData("01130012", InsurerKind.Association)]
    [InlineData("02999999", InsurerKind.Seamen)]
    [InlineData("06132013", InsurerKind.Society)]
    [InlineData("07999999", InsurerKind.SelfDefence)]
    [InlineData("31999999", InsurerKind.NationalCivilService)]
    [InlineData("32999999", InsurerKind.LocalCivilService)]
    [InlineData("33120015", InsurerKind.Police)]
    [InlineData("34999995", InsurerKind.Schools)]
    [InlineData("39131016", InsurerKind.LateElderly)]
    [InlineData("63999999", InsurerKind.SpecialRetired)]
    [InlineData("72999999", InsurerKind.SpecialRetired)]
    [InlineData("75999999", InsurerKind.SpecialRetired)]
    [InlineData("67999999", InsurerKind.NationalRetired)]
    [InlineData("76999999", InsurerKind.Unknown)]
    [InlineData("12999999", InsurerKind.Unknown)]
    [InlineData("0699999", InsurerKind.Unknown)]
    [InlineData("0699999X", InsurerKind.Unknown)]
    [InlineData("", InsurerKind.Unknown)]
    [InlineData(null, InsurerKind.Unknown)]
    public void InsurerNumber_LawNumber_TellsTheKind(string? text, InsurerKind kind) => Assert.Equal(kind, InsurerNumber.KindOf(text));

    [Theory]
    [InlineData("0110113719", FacilityKind.Medical)]
    [InlineData("1329999997", FacilityKind.Checkup)]
    [InlineData("1330000005", FacilityKind.Dental)]
    [InlineData("1340000003", FacilityKind.Pharmacy)]
    [InlineData("1360000008", FacilityKind.VisitingNurse)]
    [InlineData("1350000000", FacilityKind.Unknown)]
    public void FacilityCode_ThirdDigit_TellsTheKind(string text, FacilityKind kind)
    {
        Assert.True(FacilityCode.TryParse(WithCheck(text), out var code));
        Assert.Equal(kind, code.Kind);
    }

    [Theory]
    [InlineData("1312345670", NumberFault.CheckDigit)]
    [InlineData("132999999", NumberFault.Length)]
    [InlineData("132999999x", NumberFault.NotDigits)]
    [InlineData("1329999997", null)]
    public void FacilityCode_Typed_HasItsFault(string text, NumberFault? fault) => Assert.Equal(fault, FacilityCode.FaultOf(text));

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

    private static string WithCheck(string code) => Enumerable.Range(0, 10).Select(check => $"{code[..^1]}{check}").Single(CheckDigit.Holds);
}
