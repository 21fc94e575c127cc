using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>A person's record: when it is seen, and above all when it is not.</summary>
public class RecordTests
{
    private const string Name = "ヤマダ タロウ";

    [Fact]
    public void Record_OfAnAnsweredVisit_IsFetchedOnceInTheNameOfTheStaff()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Show(Samples.Finished(Samples.Covered()) with { State = VisitPhase.TakeCard });

        Assert.Equal([(Samples.Id(1), ScreenRig.Staff)], rig.Desk.Looks);
        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData(Outcome.PinBlocked, null)]
    [InlineData(Outcome.CardRemoved, Reason.RemovedBeforePin)]
    public void Record_WhereTheAuthorityDidNotAnswer_IsNotLookedAt(Outcome outcome, Reason? reason)
    {
        using var rig = new ScreenRig().Show(Samples.Ended(outcome, reason));

        Assert.Empty(rig.Desk.Looks);
    }

    [Fact]
    public void Record_WhenTheCardLeaves_IsHiddenAndAKeyBringsItBack()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Show(visit: null, last: Samples.Finished(Samples.Covered()));
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
        Assert.Contains("隠しました", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.F2);

        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Desk.Looks.Count);
    }

    [Fact]
    public void Record_WhileItStandsThere_TheDeskIsTold()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        Assert.Equal([Samples.Id(1)], rig.Desk.Shown);

        rig.Show(visit: null, last: Samples.Finished(Samples.Covered()));
        Assert.Empty(rig.Desk.Shown);
        rig.Press(Key.F2);
        Assert.Equal([Samples.Id(1)], rig.Desk.Shown);
        rig.Wait(TimeSpan.FromSeconds(61));

        Assert.Empty(rig.Desk.Shown);
    }

    [Fact]
    public void Record_AfterAMinute_IsHiddenByItself()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());

        rig.Wait(TimeSpan.FromSeconds(59));
        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);
        rig.Wait(TimeSpan.FromSeconds(2));

        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
        Assert.Contains("〇 資格(有効)", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_HiddenByKey_StaysHiddenUntilItIsAskedFor()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered()).Press(Key.F3);
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Finished(Samples.Covered()) with { State = VisitPhase.TakeCard });
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);

        rig.Press(Key.F2);
        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OfTheLastVisit_IsGoneWhenTheNextBegins()
    {
        var last = Samples.Finished(Samples.Covered());
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Show(visit: null, last).Press(Key.F2, Key.F2);
        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Visit(VisitPhase.Reading, n: 2), last);

        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
        rig.Press(Key.F2);
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_ThatComesWhenAnotherPersonIsThere_IsThrownAway()
    {
        using var rig = new ScreenRig();
        var held = rig.Desk.Hold = new TaskCompletionSource();
        rig.Finish(Samples.Covered());
        Assert.Contains("読み込んでいます", rig.Text, StringComparison.Ordinal);
        rig.Show(visit: null).Show(Samples.Visit(VisitPhase.Reading, n: 2));

        ScreenRig.LetGo(held);

        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_WhenTheDeskIsLost_IsHiddenAndFetchedAgainOnReturn()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered()).Press(Key.F2).Show((Snapshot?)null);
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Finished(Samples.Covered()));

        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_ThatWasNotKept_IsSaidToBeMissing()
    {
        using var rig = new ScreenRig().Show(Samples.Ended(Outcome.Covered, kept: false));

        Assert.Contains("保存された記録がありません", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_ThatCouldNotBeFetched_IsNotSaidToBeMissing()
    {
        using var rig = new ScreenRig();
        rig.Desk.IsReachable = false;
        rig.Show(Samples.Ended(Outcome.Covered));

        Assert.Contains(rig.Model.Words[Word.NotReadNow], rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("記録がありません", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_Opened_ShowsEveryLabelAndScrolls()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered()).Press(Key.F2);
        var seen = rig.Text;
        rig.Press(Key.End);
        seen += rig.Text;

        string[] labels =
        [
            "氏名", "フリガナ", "生年月日", "性別", "保険者番号", "保険者名", "記号", "番号", "枝番", "本人・家族の別", "負担割合", "証区分", "有効開始日", "有効終了日",
            "資格取得年月日", "被保険者氏名", "高齢受給者証", "郵便番号", "住所", "確認日", "確認日時", "確認方法", "保存期限",
        ];
        Assert.All(labels, label => Assert.Contains(label, seen, StringComparison.Ordinal));
        Assert.Contains("2026-12-31", seen, StringComparison.Ordinal);
        Assert.Single(rig.Desk.Looks);

        rig.Press(Key.Esc);
        Assert.DoesNotContain("╔", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_AfterTheClockWasSetBack_IsHiddenInTimeAllTheSame()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Time.Shift = TimeSpan.FromDays(-300);

        rig.Wait(TimeSpan.FromSeconds(61));

        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OpenedFromTheList_OutlastsTheVisitorsTyping()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Samples.Visit(VisitPhase.Pin, n: 2)).Press(Key.Enter).Show(Samples.Visit(VisitPhase.Pin, Reason.PinWrong, tries: 2, n: 2));
        Assert.Contains(Name, rig.Text, StringComparison.Ordinal);

        rig.Wait(TimeSpan.FromSeconds(61));
        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OpenedFromTheList_MakesRoomForADecision()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Samples.Visit(VisitPhase.Pin, n: 2)).Press(Key.Enter).Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1, n: 2));

        Assert.DoesNotContain(Name, rig.Text, StringComparison.Ordinal);
        Assert.Contains("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "参考: 最後の資格（無効）")]
    [InlineData("en", "Reference only: NOT valid today")]
    public void Reference_ScrolledToTheEnd_IsStillMarkedAsReference(string language, string mark)
    {
        using var rig = new ScreenRig(language: language).Finish(Samples.Lost()).Press(Key.F2, Key.End);

        Assert.Contains(mark, rig.Rows[4], StringComparison.Ordinal);
        Assert.Contains("2026-12-31", rig.Text, StringComparison.Ordinal);
    }
}
