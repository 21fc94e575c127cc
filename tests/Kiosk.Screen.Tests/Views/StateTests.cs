using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Visits;

namespace Kiosk.Screen.Tests.Views;

/// <summary>What staff see of the stand and of the visit, in both languages and at two sizes.</summary>
public class StateTests
{
    public static TheoryData<int, int, string> Screens { get; } = new() { { 80, 24, "ja" }, { 80, 24, "en" }, { 120, 40, "ja" }, { 120, 40, "en" }, { 60, 15, "ja" }, { 60, 15, "en" } };

    [Theory]
    [MemberData(nameof(Screens))]
    public void Idle_WithEverythingWell_IsReadyForACard(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Idle);

        See(rig, language, "受付できます", "Ready for a card");
        See(rig, language, "マイナンバーカードを", "Ask the visitor to lay");
        Assert.Contains("14:05", rig.Rows[0], StringComparison.Ordinal);
        See(rig, language, "方式B 暗証番号", "Method B: PIN");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Pin_WithTwoTriesLeft_TellsTheNumberAndThatItWasWrong(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Visit(VisitPhase.Pin, Reason.PinWrong, tries: 2));

        See(rig, language, "暗証番号の入力中", "PIN is being typed");
        See(rig, language, "残り 2 回", "2 tries left");
        See(rig, language, "暗証番号が違います", "The PIN was wrong");
    }

    [Theory]
    [InlineData(80, 24, "ja")]
    [InlineData(80, 24, "en")]
    [InlineData(120, 40, "ja")]
    [InlineData(120, 40, "en")]
    public void Pin_CardBackAfterABrokenCheck_TellsTheTriesBeforeAndNow(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Visit(VisitPhase.Pin, tries: 2) with { TriesBefore = 3 });

        See(rig, language, "残り 2 回", "2 tries left");
        See(rig, language, "その前は残り 3 回", "broken off at 3 left");
    }

    [Theory]
    [InlineData(80, 24, "ja")]
    [InlineData(80, 24, "en")]
    [InlineData(120, 40, "ja")]
    [InlineData(120, 40, "en")]
    public void SeveralCards_OnSeveralReaders_SaysToLeaveOne(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Idle with { Stand = Samples.Stand with { State = StandState.OutOfOrder, SeveralCards = true } });

        See(rig, language, "カードが複数あります。 1枚だけに。", "Cards on two readers. Leave one.");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Covered_WithARecord_ShowsVerdictAndPerson(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Finish(Samples.Covered());

        See(rig, language, "〇 資格(有効)", "〇 Covered (valid)");
        Assert.Contains("山田 太郎", rig.Text, StringComparison.Ordinal);
        Assert.Contains("ヤマダ タロウ", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void NotCovered_WithTheLastRecord_ShowsItAsReferenceOnly(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Finish(Samples.Lost());

        See(rig, language, "✕ 資格(無効)", "✕ Not covered");
        See(rig, language, "参考: 最後の資格", "Reference only: NOT");
        Assert.DoesNotContain(language == "ja" ? "資格(有効)" : "Covered (valid)", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void CouldNotAsk_WhateverTheReason_DoesNotLookLikeNotCovered(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Ended(Outcome.CouldNotAsk, Reason.Unreachable));
        var could = rig.Ansi;

        See(rig, language, "！ 確認できません", "！ Could not ask");
        Assert.DoesNotContain("✕", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(language == "ja" ? "資格(無効)" : "Not covered", rig.Text, StringComparison.Ordinal);
        using var not = new ScreenRig(width, height, language).Finish(Samples.Lost());
        Assert.Contains(RedGround, not.Ansi, StringComparison.Ordinal);
        Assert.DoesNotContain(RedGround, could, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.NoRecord, null, "／ 該当資格なし", "未加入とは限りません")]
    [InlineData(Outcome.Several, null, "＋ 複数該当", "複数見つかり")]
    [InlineData(Outcome.Unknown, Reason.ValidityUnknown, "？ 判定できません", "知らない回答")]
    [InlineData(Outcome.PinBlocked, null, "＃ 暗証番号ロック", "ロックされています")]
    [InlineData(Outcome.CardRefused, Reason.PhoneToken, "＃ カードが使えません", "スマートフォン")]
    [InlineData(Outcome.AuthorityRefused, Reason.DeviceSuspended, "！ 端末が拒否されました", "止められています")]
    [InlineData(Outcome.CardRemoved, Reason.RemovedDuringVerify, "・ カードが離れました", "回数が減ったか")]
    [InlineData(Outcome.Cancelled, Reason.PhotoDiffers, "・ 中止しました", "写真と本人が違う")]
    [InlineData(Outcome.TimedOut, Reason.NothingTyped, "・ 時間切れ", "入力されませんでした")]
    public void Ended_InOtherWays_SaysWhatItMeans(Outcome outcome, Reason? reason, string title, string means)
    {
        using var rig = new ScreenRig().Show(Samples.Ended(outcome, reason));

        Assert.Contains(title, rig.Text, StringComparison.Ordinal);
        Assert.Contains(means, string.Concat(StateContent.Of(rig.Model, 38).Select(l => l.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_AsTimePasses_CountsSeconds()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Asking));
        Assert.Contains("確認しています", rig.Text, StringComparison.Ordinal);
        Assert.Contains("0 秒経過", rig.Text, StringComparison.Ordinal);

        rig.Wait(TimeSpan.FromSeconds(1)).Wait(TimeSpan.FromSeconds(1)).Wait(TimeSpan.FromSeconds(1));

        Assert.Contains("3 秒経過", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TakeCard_AfterTheOutcome_ReminderIsAddedAndTheOutcomeStays()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Show(Samples.Finished(Samples.Covered()) with { State = VisitPhase.TakeCard });

        Assert.Contains("カードの取り忘れ", rig.Text, StringComparison.Ordinal);
        Assert.Contains("〇 資格(有効)", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReaderState.Absent, "カードリーダーが見つかりません", "読取機:なし")]
    [InlineData(ReaderState.ServiceDown, "サービスが止まって", "読取機:停止")]
    [InlineData(ReaderState.Stuck, "リーダーで止まって", "読取機:固着")]
    public void OutOfOrder_ByTheReader_SaysWhatToDo(ReaderState reader, string trouble, string status)
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Stand with { State = StandState.OutOfOrder, Reader = reader } });

        Assert.Contains("受付できません", rig.Text, StringComparison.Ordinal);
        Assert.Contains(trouble, rig.Text, StringComparison.Ordinal);
        Assert.Contains(status, rig.Rows[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuthorityState.Unreachable, "つながりません")]
    [InlineData(AuthorityState.Maintenance, "計画停止")]
    [InlineData(AuthorityState.NotEnrolled, "kiosk enrol")]
    [InlineData(AuthorityState.Suspended, "利用を止められて")]
    [InlineData(AuthorityState.Untrusted, "確認先と認められません")]
    [InlineData(AuthorityState.Expired, "証明書は期限切れです")]
    [InlineData(AuthorityState.Partial, "一部の方を確認できません")]
    public void Trouble_OfTheAuthority_IsToldWithItsMessageAndItsEnd(AuthorityState state, string trouble)
    {
        using var rig = new ScreenRig().Show(Samples.Idle with
        {
            Stand = Samples.Stand with { Authority = state, AuthorityMessage = "ただいま保守中\u001b[31m", AuthorityUntil = Samples.Now + TimeSpan.FromHours(2) },
        });

        Assert.Contains(trouble, rig.Text, StringComparison.Ordinal);
        Assert.Contains("確認先から: ただいま保守中[31m", rig.Text, StringComparison.Ordinal);
        Assert.Contains("終了予定 11-24 16:05", Told(rig), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "開始予定 11-24 13:05", "終了予定 11-24 16:05")]
    [InlineData("en", "Begins 11-24 13:05", "Until 11-24 16:05")]
    public void Partial_WithTimes_TellsBoth(string language, string from, string until)
    {
        using var rig = new ScreenRig(language: language).Show(Samples.Idle with
        {
            Stand = Samples.Stand with { Authority = AuthorityState.Partial, AuthorityFrom = Samples.Now - TimeSpan.FromHours(1), AuthorityUntil = Samples.Now + TimeSpan.FromHours(2) },
        });

        Assert.Contains($"{from} {until}", Told(rig), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "14:03:20から応答なし。", "次は14:05:30")]
    [InlineData("en", "Silent since 14:03:20", "14:05:30")]
    public void Halted_SinceWhenAndTriedNext_AreTold(string language, string since, string next)
    {
        using var rig = new ScreenRig(language: language).Show(Samples.Idle with
        {
            Stand = Samples.Stand with
            {
                Authority = AuthorityState.Unreachable,
                AuthorityHaltedSince = Samples.Now - TimeSpan.FromSeconds(100),
                AuthorityTriedNext = Samples.Now + TimeSpan.FromSeconds(30),
            },
        });

        var told = Told(rig);
        Assert.Contains(since, told, StringComparison.Ordinal);
        Assert.Contains(next, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, "約10分進んでいます")]
    [InlineData(-90, "約2分遅れています")]
    public void Clock_OffFromTheAuthoritys_IsToldWithTheCure(int seconds, string told)
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Stand with { ClockOffSeconds = seconds } });

        Assert.Contains("時計:ずれ", rig.Rows[0], StringComparison.Ordinal);
        var all = Told(rig);
        Assert.Contains(told, all, StringComparison.Ordinal);
        Assert.Contains("時刻サーバー", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_WithoutEnd_DoesNotFloodTheScreen()
    {
        using var rig = new ScreenRig().Show(Samples.Ended(Outcome.AuthorityRefused, Reason.Malformed) with { AuthorityMessage = string.Concat(Enumerable.Repeat("長い\u001b]0;x\u0007", 1_000_000)) });

        Assert.Contains("端末が拒否されました", rig.Text, StringComparison.Ordinal);
        Assert.Contains("長い]0;x", rig.Text, StringComparison.Ordinal);
        Assert.Contains("F1 説明", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NotKept_OfTheVisitThere_IsToldAtOnceAndAfterwards()
    {
        var ended = Samples.Ended(Outcome.Covered, kept: false);
        using var rig = new ScreenRig().Show(ended);
        Assert.Contains("結果を保存できませんでした", rig.Text, StringComparison.Ordinal);

        rig.Show(visit: null, last: ended);

        Assert.Contains("結果を保存できませんでした", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Desk_CannotBegin_SaysWhyUntilItIsThere()
    {
        using var rig = new ScreenRig(whyNoDesk: () => "設定に誤りがあります。\nA setting is wrong.\n- Facility:Code is missing.\n");

        rig.Show((Snapshot?)null);
        Assert.All(["受付機に接続できません", "設定に誤りがあります", "A setting is wrong", "Facility:Code is missing"], told => Assert.Contains(told, rig.Text, StringComparison.Ordinal));

        rig.Show(Samples.Idle);
        Assert.DoesNotContain("Facility:Code", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Desk_UnreachableAndBack_IsSaidLargeAndRecovers()
    {
        using var rig = new ScreenRig();
        Assert.Contains("接続しています", rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Idle).Show((Snapshot?)null);
        Assert.Contains("受付機に接続できません", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("受付できます", rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Idle);
        Assert.Contains("受付できます", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Minute_ThatPasses_MovesTheClock()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Wait(TimeSpan.FromMinutes(1));

        Assert.Contains("14:06", rig.Rows[0], StringComparison.Ordinal);
    }

    private static string Told(ScreenRig rig) => string.Concat(StateContent.Of(rig.Model, 200).Select(line => line.Text));

    private const string RedGround = "\u001b[41m";

    private static void See(ScreenRig rig, string language, string japanese, string english) =>
        Assert.Contains(language == "ja" ? japanese : english, rig.Text, StringComparison.Ordinal);
}
