using Kiosk.Desk;
using Kiosk.Screen.Searching;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Search;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>Staff look through earlier visits by day and outcome, with a key or two for each. Today is the 24th of November 2026.</summary>
public class SearchFilterTests
{
    private static readonly Guid LastMonths = Samples.Id(3);

    public static TheoryData<int, int, string> Screens => StateTests.Screens;

    [Theory]
    [InlineData(1, "2026-11-24", "2026-11-24")]
    [InlineData(2, "2026-11-23", "2026-11-23")]
    [InlineData(3, "2026-11-01", "2026-11-30")]
    [InlineData(4, "2026-10-01", "2026-10-31")]
    public void Days_Chosen_AreLookedThroughAtOnce(int digit, string from, string to)
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl, Key.F5, (Key)(char)('0' + digit));

        var asked = rig.Desk.Searches[^1].Search;
        Assert.Equal((Day(from), Day(to)), (asked.From, asked.To));
        Assert.Contains(from == to ? $"F5 日: {from}" : $"F5 日: {from} - {to}", rig.Text, StringComparison.Ordinal);
        Assert.Equal(2, rig.Desk.Searches.Count);
    }

    [Fact]
    public void LastMonthsPerson_BesideTodaysOfTheSameName_IsOpenedWithFourKeysBeyondTheName()
    {
        using var rig = Rig();
        Key[] name = [(Key)'山', (Key)'田'];
        Key[] others = [Key.F.WithCtrl, Key.F5, Key.D4, Key.Enter];

        rig.Press(others[0]).Press(name).Press(others[1..]);

        Assert.Equal(LastMonths, Assert.Single(rig.Desk.Looks).Visit);
        Assert.InRange(others.Length, 1, 6);
    }

    [Theory]
    [InlineData("10/3", "", "2026-10-03", "2026-10-03")]
    [InlineData("12/31", "", "2025-12-31", "2025-12-31")]
    [InlineData("2026-10-01", "10/20", "2026-10-01", "2026-10-20")]
    [InlineData("", "R8.10.3", null, "2026-10-03")]
    [InlineData("", "", null, null)]
    public void Days_Typed_AreLookedThrough(string first, string last, string? from, string? to)
    {
        using var rig = Rig().Press(Key.F.WithCtrl, Key.F5, Key.D5);
        Type(rig, first, last);
        rig.Press(Key.F10);

        Assert.Null(rig.Model.Form.Open);
        Assert.Equal(new SearchFilter(Day(from), Day(to)), rig.Model.Search.Filter);
        Assert.Equal((Day(from), Day(to)), (rig.Desk.Searches[^1].Search.From, rig.Desk.Searches[^1].Search.To));
    }

    [Theory]
    [InlineData("13/1", "", nameof(Word.FaultDate))]
    [InlineData("10/3", "tomorrow", nameof(Word.FaultDate))]
    [InlineData("10/3", "10/2", nameof(Word.FaultDayOrder))]
    public void Days_TypedWrong_AreToldBesideTheField(string first, string last, string fault)
    {
        using var rig = Rig().Press(Key.F.WithCtrl, Key.F5, Key.D5);
        Type(rig, first, last);
        rig.Press(Key.F10);

        Assert.Contains(rig.Model.Words[Enum.Parse<Word>(fault)], rig.Text, StringComparison.Ordinal);
        Assert.Equal(SearchFilter.None, rig.Model.Search.Filter);
    }

    [Fact]
    public void Days_TypedForSoLongThatTheSearchClosed_OpenItAgain()
    {
        using var rig = Rig().Press(Key.F.WithCtrl, Key.F5, Key.D5).Wait(TimeSpan.FromSeconds(61));
        Assert.False(rig.Model.Search.IsOpen);
        Type(rig, "10/3", "");

        rig.Press(Key.F10);

        Assert.Contains("F5 日: 2026-10-03", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Outcomes_All_AreOffered() => Assert.Equal(Enum.GetValues<Outcome>().Order(), SearchQuestions.Usual.Concat(SearchQuestions.Others).Order());

    [Fact]
    public void Outcome_Chosen_IsLookedThroughBesideTheDays()
    {
        using var rig = Rig();
        rig.Press(Key.F.WithCtrl, Key.F5, Key.D3, Key.F6, Key.D3);
        Assert.Equal(new ResultSearch("", Day("2026-11-01"), Day("2026-11-30"), Outcome.NotCovered, Limit: SearchSlot.Fetched), rig.Desk.Searches[^1].Search);
        Assert.Contains("F6 結果: ✕ 資格(無効)", rig.Text, StringComparison.Ordinal);
        Assert.Contains("1件", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.F6, Key.D9, Key.D5);
        Assert.Equal(Outcome.Cancelled, rig.Desk.Searches[^1].Search.Outcome);
        rig.Press(Key.F6, Key.D0);
        Assert.Null(rig.Desk.Searches[^1].Search.Outcome);
        Assert.Equal(Day("2026-11-01"), rig.Desk.Searches[^1].Search.From);
    }

    [Fact]
    public void Pending_Chosen_IsAllThatIsShownAndOneKeyShowsAllAgain()
    {
        using var rig = Rig();
        rig.Desk.Results.Add(Samples.Result(7, Outcome.CouldNotAsk, Reason.Unreachable));
        rig.Desk.Pending.Add(new(Samples.Id(7), Samples.Now, Outcome.CouldNotAsk, Reason.Unreachable, IdentityMethod.Pin));
        rig.Press(Key.F.WithCtrl, Key.F6, Key.D1);
        Assert.True(rig.Desk.Searches[^1].Search.Pending);
        Assert.Contains("1件（1件目）", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Esc);
        Assert.True(rig.Model.Search.IsOpen);
        Assert.Equal(SearchFilter.None, rig.Model.Search.Filter);
        Assert.Null(rig.Desk.Searches[^1].Search.Pending);
        rig.Press(Key.Esc);
        Assert.False(rig.Model.Search.IsOpen);
    }

    [Fact]
    public void Choice_DecisionComesUpMeanwhile_DigitsChooseNothing()
    {
        using var rig = Rig().Press(Key.F.WithCtrl, Key.F5);
        rig.Show(Samples.Visit(VisitPhase.Staff, Reason.PhotoCheck, n: 8, method: IdentityMethod.Visual)).Press(Key.D4);

        Assert.Equal(SearchFilter.None, rig.Model.Search.Filter);
        Assert.Empty(rig.Desk.Commands);
        rig.Press(Key.F7);
        Assert.Equal(StaffAction.PhotoMatches, Assert.Single(rig.Desk.Commands).Action);
    }

    [Fact]
    public void Choice_NobodyThere_GoesWithTheSearch()
    {
        using var rig = Rig().Press(Key.F.WithCtrl, Key.F6).Wait(TimeSpan.FromSeconds(61));

        Assert.Null(rig.Model.Staff.Question);
        Assert.False(rig.Model.Search.IsOpen);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Choices_OnEveryScreen_AreSeenWholeAndClicked(int width, int height, string language)
    {
        using var rig = Rig(width, height, language).Press(Key.F.WithCtrl);
        foreach (var key in new[] { Key.F5, Key.F6 })
        {
            var answers = rig.Press(key).Model.Staff.Question!.Answers;
            Assert.All(answers, answer => Assert.Contains(answer.Label, rig.Text, StringComparison.Ordinal));
            Assert.All(rig.Rows.Where(row => row.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
            rig.Press(Key.Esc);
        }

        rig.Click($"F5 {rig.Model.Words[Word.SearchDays]}").Click(rig.Model.Words[Word.AnswerLastMonth]);
        Assert.Equal(Day("2026-10-01"), rig.Model.Search.Filter.From);
        rig.Click($"F6 {rig.Model.Words[Word.ColumnOutcome]}").Click(rig.Model.Words[Word.AnswerPending]);
        Assert.True(rig.Model.Search.Filter.Pending);
        Assert.All(rig.Rows.Where(row => row.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Type(ScreenRig rig, string first, string last) => rig.Model.Form.Change(form =>
    {
        ((Forms.TextEntry)form.Fields[0]).Text = first;
        ((Forms.TextEntry)form.Fields[1]).Text = last;
    });

    private static ScreenRig Rig(int width = 80, int height = 24, string language = "ja")
    {
        var rig = new ScreenRig(width, height, language);
        rig.Desk.Results.AddRange(
        [
            Samples.Covered(), Samples.Lost(2) with { EndedAt = Samples.Now.AddDays(-1) }, Samples.Covered(3) with { EndedAt = new DateTimeOffset(2026, 10, 3, 1, 0, 0, TimeSpan.Zero) },
        ]);
        return rig.Show(Samples.Idle);
    }
}
