using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace Kiosk.Screen.Tests.Views;

public class HistoryTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void List_OfToday_LinesUpWithEveryKindOfName(int width, int height)
    {
        using var rig = new ScreenRig(width, height);
        string[] names = ["山田 太郎", "●橋 花子", "𠮷野 Nguyễn", "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末", "ﾔﾏﾀﾞ ﾀﾛｳ", "A"];
        rig.Desk.Results.AddRange(names.Select((name, i) => Samples.Result(i + 1, Outcome.Covered, reason: null, Samples.Person with { Name = name })));
        rig.Show(Samples.Idle);

        var rows = rig.Rows.Where(r => r.Contains("あと37日", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count >= 5, rig.Text);
        Assert.Single(rows.Select(r => Cells.Width(r[..r.IndexOf('〇', StringComparison.Ordinal)])).Distinct());
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
    }

    [Fact]
    public void List_WhereAKanjiDidNotArrive_HasTheKanaBesideIt()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.AddRange([Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Name = "●橋", NameKana = "ﾊｼ ｶｽﾞｺ" }), Samples.Covered(2)]);
        rig.Show(Samples.Idle);

        Assert.Contains("14:05 ●橋 ハシ カズコ", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ヤマダ", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void List_WhenAVisitEnds_IsAskedForAgainAndShowsIt()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        Assert.Contains("今日の受付 0", rig.Text, StringComparison.Ordinal);
        Assert.Single(rig.Desk.Days);

        rig.Show(Samples.Visit(VisitPhase.Pin)).Finish(Samples.Covered());
        Assert.Contains("今日の受付 1", rig.Text, StringComparison.Ordinal);
        rig.Show(visit: null, last: Samples.Finished(Samples.Covered()));

        Assert.Equal(2, rig.Desk.Days.Count);
        Assert.All(rig.Desk.Days, day => Assert.Equal(new DateOnly(2026, 11, 24), day));
        Assert.Contains("14:05 山田 太郎", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Selected_WithEnter_OpensItsRecordAndStaysSelectedWhenOthersCome()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.AddRange([Samples.Covered(2), Samples.Result(3, Outcome.NotCovered, Reason.QualificationLost, Samples.Person with { NameKana = "ｻﾝﾊﾞﾝ" })]);
        rig.Show(Samples.Idle).Press(Key.CursorDown);
        rig.Desk.Results.Add(Samples.Covered(1));
        rig.Show(visit: null, last: Samples.Finished(Samples.Covered(1)));

        rig.Press(Key.Enter);

        Assert.Equal([(Samples.Id(3), ScreenRig.Staff)], rig.Desk.Looks);
        Assert.Contains("サンバン", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Esc);
        Assert.DoesNotContain("サンバン", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_DoubleClicked_OpensItsRecord()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Samples.Idle);
        var y = Array.FindIndex(rig.Rows, r => r.Contains("山田 太郎", StringComparison.Ordinal));

        rig.App.InjectSequence(InputInjectionExtensions.LeftButtonDoubleClick(new System.Drawing.Point(10, y)));

        Assert.Single(rig.Desk.Looks);
    }

    [Fact]
    public void Enter_WithAnEmptyList_DoesNothing()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.Enter, Key.CursorDown, Key.Enter);

        Assert.Empty(rig.Desk.Looks);
    }

    [Fact]
    public void List_AfterMidnightInJapan_IsOfTheNewDay()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Samples.Idle);

        rig.Wait(TimeSpan.FromHours(10));

        Assert.Equal(new DateOnly(2026, 11, 25), rig.Desk.Days[^1]);
        Assert.Contains("今日の受付 0", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void List_WhenTheDeskDoesNotAnswer_KeepsWhatItHad()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered(2));
        rig.Show(Samples.Idle);
        rig.Desk.IsReachable = false;
        rig.Show(visit: null, last: Samples.Ended(Outcome.Cancelled, Reason.StaffCancelled));
        Assert.Contains("今日の受付: 今は読めません", rig.Text, StringComparison.Ordinal);
        Assert.Contains("14:04 山田 太郎", rig.Text, StringComparison.Ordinal);

        rig.Desk.IsReachable = true;
        rig.Finish(Samples.Covered());

        Assert.Contains("今日の受付 2", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void List_ThatCannotBeRead_SaysSoAndIsAskedForAgain()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Desk.IsReachable = false;
        rig.Show(Samples.Idle);
        Assert.Contains("今日の受付: 今は読めません", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("今日の受付 0", rig.Text, StringComparison.Ordinal);

        rig.Desk.IsReachable = true;
        rig.Wait(TimeSpan.FromSeconds(5));

        Assert.Contains("今日の受付 1", rig.Text, StringComparison.Ordinal);
        Assert.Contains("山田 太郎", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfManyThousands_CostsNoMoreThanItsVisibleRows()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.AddRange(Enumerable.Range(1, 50_000).Select(n => Samples.Covered(n) with { EndedAt = Samples.Now }));
        rig.Show(Samples.Visit(VisitPhase.Asking));
        Assert.Contains("今日の受付 50000", rig.Text, StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();

        rig.Wait(TimeSpan.FromSeconds(1));

        // A row costs hundreds of bytes: all of them would be tens of megabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void List_WhereTheDayIsNotKnown_SaysSo()
    {
        using var rig = new ScreenRig(language: "en");
        rig.Desk.Results.AddRange([Samples.Covered() with { IsUndated = true }, Samples.Covered(2)]);
        rig.Show(Samples.Idle);

        Assert.Contains("undated", rig.Rows.Single(row => row.Contains("14:05", StringComparison.Ordinal) && row.Contains("山田", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("37 days", rig.Rows.Single(row => row.Contains("14:04", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfAThousand_ScrollsToItsEnd()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.AddRange(Enumerable.Range(1, 1000).Select(n => Samples.Covered(n) with { EndedAt = Samples.Now - TimeSpan.FromSeconds(n) }));
        rig.Desk.Results[^1] = rig.Desk.Results[^1] with { Method = IdentityMethod.Visual };
        rig.Show(Samples.Idle).Press(Key.End);

        Assert.Contains("今日の受付 1000", rig.Text, StringComparison.Ordinal);
        Assert.Contains("目視", rig.Rows.Last(r => r.Contains("あと37日", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
