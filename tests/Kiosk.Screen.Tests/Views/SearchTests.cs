using Kiosk.Records;
using Kiosk.Screen.Searching;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Search;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>Staff look for an earlier visit: typed, found, opened.</summary>
public class SearchTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static TheoryData<int, int, string> Screens => StateTests.Screens;

    [Theory]
    [MemberData(nameof(Screens))]
    public void Search_Opened_ShowsTheNewestAndNothingTears(int width, int height, string language)
    {
        using var rig = Rig(width, height, language);
        rig.Press(Key.F.WithCtrl);

        Assert.Equal((new ResultSearch("", Limit: 100), ScreenRig.Staff), Assert.Single(rig.Desk.Searches));
        Assert.All(
            [rig.Model.Words[Word.PaneSearch], rig.Model.Words.Format(Word.SearchFound, 2), "11-24 14:05 山田 太郎", rig.Model.Words.Format(Word.SearchDaysLeft, 37)],
            text => Assert.Contains(text, rig.Text, StringComparison.Ordinal));
        Assert.All(rig.Rows.Where(row => row.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
    }

    [Fact]
    public void Search_Typed_IsAskedOnceStaffPauseAndOpensTheChosen()
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl, (Key)'架', (Key)'空').Wait(Pause - TimeSpan.FromMilliseconds(1));
        Assert.Single(rig.Desk.Searches);
        rig.Wait(TimeSpan.FromMilliseconds(1));
        Assert.Equal("架空", rig.Desk.Searches[^1].Search.Text);
        Assert.Equal(2, rig.Desk.Searches.Count);
        Assert.DoesNotContain("山田", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Enter);
        Assert.Equal([(Samples.Id(2), ScreenRig.Staff)], rig.Desk.Looks);
        Assert.Contains("カクウ ハナコ", rig.Text, StringComparison.Ordinal);

        // What is typed while the record stands there is not typed into the search.
        rig.Press((Key)'x', Key.Esc);
        Assert.Equal("架空", rig.Model.Search.Text);
        Assert.Contains("架空 花子", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Esc);
        Assert.False(rig.Model.Search.IsOpen);
        Assert.Equal("", rig.Model.Search.Text);
    }

    [Fact]
    public void Search_ArrowsChoose_EnterOpensThatOne()
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl, Key.CursorDown, Key.CursorDown, Key.Enter);

        Assert.Equal(Samples.Id(2), Assert.Single(rig.Desk.Looks).Visit);
    }

    [Fact]
    public void Search_LetterWhileAQuestionIsOpen_IsTypedAndAnswersNothing()
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl, (Key)'y', (Key)'1', Key.F12, Key.F5).Wait(Pause);

        Assert.Equal("y1", rig.Desk.Searches[^1].Search.Text);
        Assert.Empty(rig.Desk.Commands);
        Assert.Null(rig.Model.Form.Open);
    }

    [Fact]
    public void Search_NotReadOrUnreadable_IsNotNothingFoundAndIsAskedAgain()
    {
        using var rig = Rig();
        rig.Desk.SearchAnswer = _ => new SearchAnswer(SearchState.Preparing, Percent: 43);
        rig.Press(Key.F.WithCtrl);
        Assert.Contains("43%", rig.Text, StringComparison.Ordinal);

        rig.Desk.SearchAnswer = _ => new SearchAnswer(SearchState.Unreadable, Trouble: VaultTrouble.Busy);
        rig.Wait(TimeSpan.FromSeconds(1));
        Assert.Contains("今は読めません", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0件", rig.Text, StringComparison.Ordinal);

        rig.Desk.IsReachable = false;
        rig.Wait(TimeSpan.FromSeconds(1));
        Assert.Contains(rig.Model.Words[Word.CallFailed], rig.Text, StringComparison.Ordinal);

        (rig.Desk.IsReachable, rig.Desk.SearchAnswer) = (true, null);
        rig.Wait(TimeSpan.FromSeconds(1));
        Assert.Contains("2件", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_NobodyTouchesIt_ClosesByItself()
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl).Wait(TimeSpan.FromSeconds(59)).Press(Key.CursorDown).Wait(TimeSpan.FromSeconds(59));
        Assert.True(rig.Model.Search.IsOpen);

        rig.Wait(TimeSpan.FromSeconds(1));

        Assert.False(rig.Model.Search.IsOpen);
        Assert.DoesNotContain(rig.Model.Words[Word.PaneSearch], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_AHundredThousandFound_GoesToEachOfThemAndFetchesAFewAtATime()
    {
        using var rig = new ScreenRig();
        rig.Desk.SearchAnswer = search => new SearchAnswer(SearchState.Done, new ResultPage([.. Enumerable.Range(search.Offset, Math.Min(search.Limit, 100_000 - search.Offset)).Select(Line)], 100_000));
        rig.Show(Samples.Idle).Press(Key.F.WithCtrl);
        Assert.Contains("100000件（1件目）", rig.Text, StringComparison.Ordinal);
        Assert.Contains("番号0000000", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.End);
        Assert.Contains("100000件（100000件目）", rig.Text, StringComparison.Ordinal);
        Assert.Contains("番号0099999", rig.Text, StringComparison.Ordinal);

        // Up to where nothing was fetched yet, and on from there.
        rig.Press([.. Enumerable.Range(0, 20).Select(_ => Key.PageUp)]).Press(Key.CursorUp);
        var chosen = rig.Model.Search.Chosen;
        Assert.InRange(chosen, 99_600, 99_850);
        Assert.Contains($"> 11-24 14:05 番号{chosen:0000000}", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Enter);
        Assert.Equal(Samples.Id(chosen + 1), Assert.Single(rig.Desk.Looks).Visit);

        rig.Press(Key.Esc, Key.Home);
        Assert.Contains("> 11-24 14:05 番号0000000", rig.Text, StringComparison.Ordinal);
        Assert.InRange(rig.Desk.Searches.Count, 3, 10);
        Assert.All(rig.Desk.Searches, one => Assert.Equal(SearchSlot.Fetched, one.Search.Limit));

        static ResultLine Line(int place) =>
            new(Samples.Id(place + 1), Samples.Now, $"番号{place:0000000}", NameKana: null, Outcome.Covered, Reason: null, IsPending: false, new DateOnly(2026, 12, 31), DaysLeft: 37);
    }

    [Fact]
    public void Search_WheelAndClicks_GoAndOpen()
    {
        using var rig = new ScreenRig();
        rig.Desk.Results.AddRange(Enumerable.Range(1, 150).Select(n => Samples.Covered(n)));
        rig.Show(Samples.Idle).Press(Key.F.WithCtrl);
        rig.Wheel(MouseFlags.WheeledDown, "山田").Wheel(MouseFlags.WheeledDown, "山田").Wheel(MouseFlags.WheeledUp, "山田");
        Assert.Equal(3, rig.Model.Search.Chosen);

        rig.Click("14:03");
        Assert.Equal(2, rig.Model.Search.Chosen);
        rig.DoubleClick("14:00");
        Assert.Equal(Samples.Id(6), Assert.Single(rig.Desk.Looks).Visit);

        Assert.Contains("フリガナ", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("フリガナ", rig.Wheel(MouseFlags.WheeledDown, "フリガナ").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_EnterBeforeTheListIsWhatWasTyped_OpensNobodyElse()
    {
        using var rig = Rig();
        // Two keys beyond the name, where only one person has it.
        rig.Press(Key.F.WithCtrl, (Key)'架', (Key)'空', Key.Enter);
        Assert.Equal(Samples.Id(2), Assert.Single(rig.Desk.Looks).Visit);

        // Whoever types on does not want it opened any more.
        rig.Desk.SearchAnswer = _ => new SearchAnswer(SearchState.Preparing, Percent: 43);
        rig.Press(Key.Esc, Key.Backspace, Key.Enter, (Key)'空');
        rig.Desk.SearchAnswer = null;
        rig.Wait(TimeSpan.FromSeconds(1));
        Assert.Contains("1件", rig.Text, StringComparison.Ordinal);
        Assert.Single(rig.Desk.Looks);

        // Where several have it, the list is shown first.
        rig.Press(Key.Backspace, Key.Backspace, (Key)'子', Key.Backspace, Key.Enter);
        Assert.Single(rig.Desk.Looks);
        Assert.Contains("2件", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_WhereThereIsRoom_ShowTheSearch()
    {
        using var wide = Rig(120, 40);
        Assert.Contains("^F 検索", wide.Rows[39], StringComparison.Ordinal);

        wide.Click("^F 検索");
        Assert.True(wide.Model.Search.IsOpen);
    }

    private static ScreenRig Rig(int width = 80, int height = 24, string language = "ja")
    {
        var rig = new ScreenRig(width, height, language);
        rig.Desk.Results.AddRange([Samples.Covered(), Samples.Result(2, Outcome.Covered, reason: null, Samples.Person with { Name = "架空 花子", NameKana = "ｶｸｳ ﾊﾅｺ" })]);
        return rig.Show(Samples.Idle);
    }
}
