using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Contents;

/// <summary>What a record says: what was provided, what was not, what counts and what does not.</summary>
public class RecordContentTests
{
    [Fact]
    public void Record_OfSeveral_ShowsEachAsNotJudged()
    {
        var result = Samples.Result(1, Outcome.Several, reason: null, Samples.Person, Samples.Person with { InsurerNumber = "138057" });
        using var rig = new ScreenRig(120, 60).Finish(result).Press(Key.F2, Key.F7);

        Assert.Contains("1 件目", rig.Text, StringComparison.Ordinal);
        Assert.Contains("2 件目", rig.Text, StringComparison.Ordinal);
        Assert.Contains("参考: 判定できない資格", rig.Text, StringComparison.Ordinal);
        Assert.Contains("138057", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_WithAnUnknownCharacter_PointsToTheKana()
    {
        var result = Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Name = "●橋 花子", NameKana = "ﾀｶﾊｼ ﾊﾅｺ" });
        using var rig = new ScreenRig().Finish(result);

        Assert.Contains("●橋 花子", rig.Text, StringComparison.Ordinal);
        Assert.Contains("タカハシ ハナコ", rig.Text, StringComparison.Ordinal);
        Assert.Contains("●は表せない文字です", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notprovided_IsNeitherNoneNorZero()
    {
        var result = Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Branch = null, ContributionRatio = "020", ElderlyContributionRatio = "030", ElderlyValidFrom = new DateOnly(2026, 1, 1) });
        using var rig = new ScreenRig(120, 60).Finish(result).Press(Key.F2);

        Assert.Matches("枝番 +未提供", rig.Text);
        Assert.Matches("負担割合 +2割", rig.Text);
        Assert.Matches("負担割合 +3割", rig.Text);
        Assert.Contains("[高齢受給者証]", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000", "0割")]
    [InlineData("015", "015")]
    [InlineData("9", "9")]
    [InlineData("ｘ", "ｘ")]
    [InlineData("100", "10割")]
    public void Ratio_InTenths_OrAsItCame(string raw, string shown)
    {
        using var rig = new ScreenRig().Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { ContributionRatio = raw }));

        Assert.Matches($"負担割合 +{shown} ", rig.Text);
    }

    [Theory]
    [InlineData(null, "未提供")]
    [InlineData("", "空欄")]
    [InlineData("00", "00")]
    [InlineData("01", "01")]
    public void Branch_NotProvidedEmptyAndZero_LookDifferent(string? branch, string shown)
    {
        using var rig = new ScreenRig().Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Branch = branch }));

        Assert.Matches($"枝番 +{shown} ", rig.Text);
    }

    [Fact]
    public void LateElderly_WithoutSymbolAndBranch_HaveNoneInsteadOfNotProvided()
    {
        var person = Samples.Person with { InsurerNumber = "39999990", Symbol = null, Branch = null, Number = null };
        using var rig = new ScreenRig(120, 60).Finish(Samples.Result(1, Outcome.Covered, reason: null, person)).Press(Key.F2, Key.F7);

        Assert.Matches("保険者番号 +39999990（後期高齢）", rig.Text);
        Assert.Matches("記号 +なし（後期高齢）", rig.Text);
        Assert.Matches("枝番 +なし（後期高齢）", rig.Text);
        Assert.Matches("[^者]番号 +未提供", rig.Text);
    }

    [Fact]
    public void Back_OfTheCard_ShowsNameKanaAndSex()
    {
        using var rig = new ScreenRig(120, 60).Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { OtherNameKana = "ﾍﾞﾂﾒｲ", BackSex = "2" })).Press(Key.F2);

        Assert.Matches(@"\[裏面記載情報\][\s\S]*氏名 +未提供[\s\S]*フリガナ +ベツメイ[\s\S]*性別 +女", rig.Text);
    }

    [Fact]
    public void LimitCertificate_ShowsItsCodesAndDates()
    {
        var limit = new LimitCertificate { Classification = "01", Category = "A01", ValidFrom = new DateOnly(2026, 8, 1), LongStayFrom = new DateOnly(2026, 9, 2) };
        using var rig = new ScreenRig(120, 70).Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Limit = limit, IssuedOn = new DateOnly(2020, 4, 3) })).Press(Key.F2);

        Assert.Matches(@"交付年月日 +2020-04-03[\s\S]*\[限度額適用認定証\][\s\S]*区分 +コード 01[\s\S]*適用区分 +コード A01[\s\S]*有効開始日 +2026-08-01[\s\S]*有効終了日 +未提供[\s\S]*長期入院該当 +2026-09-02", rig.Text);
    }

    [Fact]
    public void Date_ThatIsNone_IsShownAsItCameWithAWarning()
    {
        using var rig = new ScreenRig(120, 60).Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { ValidUntil = RecordDate.Of("20291332") })).Press(Key.F2);

        Assert.Matches("有効終了日 +20291332", rig.Text);
        Assert.Contains("日付として読めない値があります", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void InsurerNumber_WithAWrongCheckDigit_IsShownAsItCameWithAWarning()
    {
        using var rig = new ScreenRig().Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { InsurerNumber = "06134567" })).Press(Key.F7);

        Assert.Contains("06134567（組合健保）", rig.Text, StringComparison.Ordinal);
        Assert.Contains("検証番号が合いません", rig.Text, StringComparison.Ordinal);
        Assert.Contains("〇 資格(有効)", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Valid_PastItsOwnDates_IsWarnedOf()
    {
        using var rig = new ScreenRig(120, 60).Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { ValidUntil = new DateOnly(2026, 11, 23) })).Press(Key.F2);

        Assert.Contains("有効との回答ですが、日付が合いません", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public void Answer_AboutAnotherDay_IsWarnedOf(int day, bool warned)
    {
        var result = Samples.Covered();
        using var rig = new ScreenRig(120, 60).Finish(result with { Confirmation = result.Confirmation! with { QualificationDate = new DateOnly(2026, 11, day) } });

        Assert.Equal(warned, rig.Text.Contains("受付の日とは別の日の資格です", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Outcome.NotCovered, Reason.QualificationLost)]
    [InlineData(Outcome.NotCovered, Reason.QualificationReplaced)]
    public void Reference_IsCrossedOnEveryLine(Outcome outcome, Reason reason)
    {
        var lines = LinesOf(Samples.Result(1, outcome, reason, Samples.Person with { Address = new string('東', 100), Name = "●田" }));

        var person = lines.SkipWhile(line => !line.Text.Contains("氏名", StringComparison.Ordinal)).TakeWhile(line => line.Text.Length > 0).ToList();
        Assert.InRange(person.Count, 20, 60);
        Assert.All(person, line => Assert.StartsWith("✕ ", line.Text, StringComparison.Ordinal));
        Assert.All(person, line => Assert.DoesNotContain(line.Spans, span => span.Tone is Tone.Strong or Tone.Good));
        Assert.All(lines, line => Assert.InRange(Cells.Width(line.Text), 0, 38));
        Assert.Contains(person, line => line.Spans.Contains(new Span("1971-02-03", Tone.Struck)));
    }

    [Fact]
    public void Valid_IsCrossedNowhere() => Assert.All(LinesOf(Samples.Covered()), line => Assert.DoesNotContain("✕", line.Text, StringComparison.Ordinal));

    [Fact]
    public void Message_OfTheAuthority_StandsBeforeThePersonWithItsCode()
    {
        var result = Samples.Covered();
        var lines = LinesOf(result with { Confirmation = result.Confirmation! with { ProcessingMessage = "期限が近い", ProcessingCode = "X-1" } }).Select(line => line.Text).ToList();

        Assert.Equal((1, 2, 3), (lines.FindIndex(l => l.Contains("期限が近い", StringComparison.Ordinal)), lines.FindIndex(l => l.Contains("X-1", StringComparison.Ordinal)), lines.FindIndex(l => l.StartsWith("氏名", StringComparison.Ordinal))));
    }

    [Fact]
    public void Message_OfTheAuthority_IsShownAsItIs()
    {
        var result = Samples.Covered();
        result = result with { Confirmation = result.Confirmation! with { ProcessingMessage = "証明書の有効期限が近づいています。" } };
        using var rig = new ScreenRig(120, 60).Finish(result).Press(Key.F2);

        Assert.Contains("証明書の有効期限が近づいています。", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ProcessingThatFailed_ShowsItsMessageAndNoQualification()
    {
        var result = Samples.Result(1, Outcome.CouldNotAsk, Reason.ProcessingFailed);
        result = result with { Confirmation = result.Confirmation! with { ErrorMessage = "しばらくしてから" } };
        using var rig = new ScreenRig().Finish(result);

        Assert.Contains("資格情報はありません", rig.Text, StringComparison.Ordinal);
        Assert.Contains("しばらくしてから", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Opened_FromTheList_SaysWhyAndWhatIsKnownOfTheVisit()
    {
        var words = new Words(Words.Japanese);
        using var rig = new ScreenRig(120, 60);
        var failed = Samples.Result(1, Outcome.CouldNotAsk, Reason.Unreachable) with { Confirmation = null };
        var shownAgain = Samples.Covered(2) with { RepeatOf = new RepeatOf(Samples.Id(9), new DateTimeOffset(2026, 11, 3, 1, 0, 0, TimeSpan.Zero)) };
        rig.Desk.Results.AddRange([failed, shownAgain]);

        rig.Show(Samples.Idle).Press(Key.Enter);
        Assert.Contains(words.Means(Reason.Unreachable)[..12], rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Esc, Key.CursorDown, Key.Enter);
        Assert.Contains("確認日時       2026-11-03 10:00", rig.Text, StringComparison.Ordinal);
        Assert.Contains("証明書         期限内", rig.Text, StringComparison.Ordinal);
        Assert.Contains("受付日時       2026-11-24 14:04", rig.Text, StringComparison.Ordinal);
        Assert.Contains("2026-12-31 (あと37日)", rig.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Line> LinesOf(KeptResult result)
    {
        var words = new Words(Words.Japanese);
        return new RecordContent(words, new Shown(ascii: false), new DateOnly(2026, 11, 24)).Of(result, 38);
    }
}
