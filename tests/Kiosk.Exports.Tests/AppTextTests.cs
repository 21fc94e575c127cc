using CsCheck;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests;

public sealed class AppTextTests
{
    private const string Breaks = "\r\n\t\0\u0085\u2028x";

    private static readonly EligibilityRecord Person = People.Hanako;

    [Fact]
    public void Write_CoveredPerson_IsTheAppsTextInItsOrder() => Assert.Equal(
        """
        資格情報
        確認日 : 	2026/11/22
        証区分	一般
        保険者番号	06999999
        保険者名	架空健康保険組合
        記号	１２－３４
        番号	５６７８
        枝番	00
        本人・家族の別	家族
        被保険者氏名	架空　太郎
        氏名	架空　花子
        フリガナ	ｶｸｳ ﾊﾅｺ
        性別	女
        生年月日	1971/02/03
        郵便番号	999-9999
        住所	架空県架空市１－２
        資格取得年月日	2020/04/01
        有効開始日	2020/04/02
        有効終了日	2027/03/31
        負担割合	3割

        """.Replace("\n", "\r\n", StringComparison.Ordinal),
        AppText.Write(Covered(Person)));

    [Fact]
    public void Write_BackAndElderly_HaveSectionsOfTheirOwn()
    {
        var text = AppText.Write(Covered(Person with
        {
            OtherName = "別名　花",
            OtherNameKana = "ﾍﾞﾂﾒｲ ﾊﾅ",
            BackSex = "1",
            ElderlyValidFrom = new DateOnly(2026, 8, 1),
            ElderlyValidUntil = new DateOnly(2027, 7, 31),
            ElderlyContributionRatio = "020",
        }));

        Assert.EndsWith(
            "負担割合\t3割\r\n裏面記載情報\r\n氏名\t別名　花\r\n氏名カナ\tﾍﾞﾂﾒｲ ﾊﾅ\r\n性別\t男\r\n高齢受給者証\r\n有効開始日\t2026/08/01\r\n有効終了日\t2027/07/31\r\n負担割合\t2割\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OwnNumberAndPreschool_StandBeforeTheHeading() => Assert.StartsWith(
        "照会番号\tP-0042\r\n未就学区分\t義務教育就学前\r\n資格情報\r\n確認日 : \t", AppText.Write(Covered(Person with { ReferenceNumber = "P-0042", Preschool = "1" })), StringComparison.Ordinal);

    [Fact]
    public void Write_WhatWasNotProvided_HasNoLine() => Assert.Equal("資格情報\r\n確認日 : \t2026/11/22\r\n氏名\t●橋\r\n", AppText.Write(Covered(new EligibilityRecord { Name = "●橋", Branch = "" })));

    [Fact]
    public void Write_WhatCameEmptyOrIsNoDate_HasNoLineAndNoHeading() => Assert.Equal(
        "資格情報\r\n確認日 : \t2026/11/22\r\n氏名\t架空\r\n",
        AppText.Write(Covered(new EligibilityRecord
        {
            Name = "架空",
            Branch = "",
            Birthdate = RecordDate.Of("19820229"),
            ValidFrom = RecordDate.Of(""),
            OtherName = "",
            OtherNameKana = " ",
            BackSex = "",
            ElderlyValidFrom = RecordDate.Of("20261332"),
            ElderlyContributionRatio = "",
        })));

    [Fact]
    public void Write_WhatTheTextHasNoPlaceFor_IsLeftOut() => Assert.Equal(
        AppText.Write(Covered(Person)), AppText.Write(Covered(Person with { IssuedOn = new DateOnly(2026, 1, 1), Limit = new LimitCertificate { Category = "A01" } })));

    [Fact]
    public void Write_NoDayInTheAnswer_IsTheDayInJapanWhenItEnded()
    {
        var result = Covered(Person) with { EndedAt = new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero) };

        Assert.Contains("確認日 : \t2026/12/01\r\n", AppText.Write(result with { Confirmation = result.Confirmation! with { QualificationDate = null } }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnswerThatIsShownAgain_IsOfTheDayItWasGiven()
    {
        var result = Covered(Person);
        var again = result with
        {
            Confirmation = result.Confirmation! with { QualificationDate = null },
            EndedAt = new DateTimeOffset(2026, 11, 29, 9, 0, 0, JapanTime.Offset),
            RepeatOf = new RepeatOf(Guid.Empty, new DateTimeOffset(2026, 11, 22, 9, 0, 0, JapanTime.Offset)),
        };

        Assert.Contains("確認日 : \t2026/11/22\r\n", AppText.Write(again), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyOutcomeButCovered_IsRefused() =>
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(outcome == Outcome.Covered, AppText.Write(Covered(Person) with { Outcome = outcome }) is not null));

    [Theory]
    [InlineData("1", "1", "2", 1)]
    [InlineData("1", "1", "3", 1)]
    [InlineData("1", "1", "6", 1)]
    [InlineData("1", "1", "9", 1)]
    [InlineData("1", "1", null, 1)]
    [InlineData("1", "2", "1", 1)]
    [InlineData("9", "1", "1", 1)]
    [InlineData("1", "1", "1", 0)]
    [InlineData("1", "1", "1", 2)]
    public void Write_ConfirmationThatDoesNotSaySo_IsRefusedWhateverTheOutcome(string segment, string status, string? validity, int records)
    {
        var confirmation = new Confirmation { Segment = segment, ProcessingStatus = status, Validity = validity, Records = [.. Enumerable.Repeat(Person, records)] };

        Assert.Null(AppText.Write(Covered(Person) with { Confirmation = confirmation }));
    }

    [Fact]
    public void Write_NoConfirmation_IsRefused() => Assert.Null(AppText.Write(Covered(Person) with { Confirmation = null }));

    [Fact]
    public void Write_MedicalAssistance_IsRefused() => Assert.Null(AppText.Write(Covered(Person with { CardClassification = "A1" })));

    [Theory]
    [InlineData("010", "1割")]
    [InlineData("000", "0割")]
    [InlineData("100", "100")]
    [InlineData("025", "025")]
    [InlineData("3", "3")]
    [InlineData("０３０", "０３０")]
    public void Write_Ratio_InTenthsOrAsItIs(string code, string word) =>
        Assert.Contains($"負担割合\t{word}\r\n", AppText.Write(Covered(Person with { ContributionRatio = code })), StringComparison.Ordinal);

    [Fact]
    public void Write_UnknownCodes_AreHandedOn()
    {
        var text = AppText.Write(Covered(Person with { Sex = "8", PersonOrFamily = "9", CardClassification = "77", Preschool = "2" }));

        Assert.Contains("性別\t8\r\n", text, StringComparison.Ordinal);
        Assert.Contains("本人・家族の別\t9\r\n", text, StringComparison.Ordinal);
        Assert.Contains("証区分\t77\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("未就学区分", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CoveredPerson_IsReadByThePublicReaders()
    {
        var text = AppText.Write(Covered(Person with { OtherName = "別名", BackSex = "1", ElderlyValidFrom = new DateOnly(2026, 8, 1) }))!;

        var labels = LabelReader.Read(text)!;
        Assert.Equal(
            ("架空　花子", "ｶｸｳ ﾊﾅｺ", "19710203", "１２－３４", "５６７８", "06999999", "00"),
            (labels["氏名"], labels["フリガナ"], labels["生年月日"], labels["記号"], labels["番号"], labels["保険者番号"], labels["枝番"]));
        Assert.Equal(("20261122", "女", "家族", "別名"), (labels["確認日"], labels["性別"], labels["本人・家族の別"], labels["裏面記載情報/氏名"]));
        Assert.Equal(("20200402", "20270331"), (labels["有効開始日"], labels["有効終了日"]));

        var sections = SectionReader.Read(text);
        Assert.Equal(("男", "女"), (sections["裏面記載情報/性別"], sections["資格情報/性別"]));
        Assert.Equal(("2026/11/22", "架空　花子", "別名", "2020/04/02", "2026/08/01"), (sections["確認日 : "], sections["資格情報/氏名"], sections["裏面記載情報/氏名"], sections["資格情報/有効開始日"], sections["高齢受給者証/有効開始日"]));
    }

    [Theory]
    [InlineData(1912, 7, 30)]
    [InlineData(1926, 12, 25)]
    [InlineData(1989, 1, 8)]
    [InlineData(2019, 5, 1)]
    public void Write_BirthInAnyEra_IsReadAsTheSameDay(int year, int month, int day) =>
        Assert.Equal($"{year:0000}{month:00}{day:00}", LabelReader.Read(AppText.Write(Covered(Person with { Birthdate = new DateOnly(year, month, day) }))!)!["生年月日"]);

    [Fact]
    public void Write_HostileValues_AddNoLinesAndNoFields() => Gen.Select(Awkward, Awkward, Awkward).Sample((name, insurer, address) =>
    {
        var text = AppText.Write(Covered(Person with { Name = name, InsurerName = insurer, Address = address }))!;

        var sections = SectionReader.Read(text);
        Assert.Equal("06999999", sections["保険者番号"]);
        Assert.Equal(("１２－３４", "５６７８"), (sections["記号"], sections["番号"]));
        Assert.Equal(text.Split("\r\n").Length, text.Split('\n').Length);
    });

    private static Gen<string> Awkward => Gen.OneOf(
        Gen.String, Gen.Int[0, Breaks.Length - 1].Select(i => Breaks[i]).Array[0, 20].Select(breaks => new string(breaks)), Gen.Const("架空\r\n番号\t9999\r\n氏名\t他人"));

    private static KeptResult Covered(EligibilityRecord person) => People.Covered(person);
}
