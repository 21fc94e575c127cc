using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>The same person again within a month: staff are told, and nobody takes an earlier answer for today's.</summary>
public class RepeatTests
{
    private static readonly KeptResult ShownAgain = Samples.Covered() with { RepeatOf = new RepeatOf(Samples.Id(77), Samples.Earlier().ConfirmedAt) };

    [Theory]
    [MemberData(nameof(StateTests.Screens), MemberType = typeof(StateTests))]
    public void EarlierAnswer_DuringTheVisitAndAfterIt_IsTold(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language);
        string[] told = language == "ja" ? ["今月確認済み", "2026-11-03", "✕"] : ["Already this month:", "2026-11-03", "✕"];
        var pin = Samples.Visit(VisitPhase.Pin) with { Earlier = Samples.Earlier(Outcome.NotCovered) };
        var ended = Samples.Ended(Outcome.CouldNotAsk, Reason.Unreachable) with { Earlier = pin.Earlier };

        Assert.All(told, part => Assert.Contains(part, rig.Show(pin).Text, StringComparison.Ordinal));
        Assert.All(told, part => Assert.Contains(part, rig.Show(ended).Text, StringComparison.Ordinal));
        Assert.All(told, part => Assert.Contains(part, rig.Show(visit: null, last: ended).Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja", "今月確認済み")]
    [InlineData("en", "Already this month:")]
    public void EarlierAnswer_OnASmallScreenWithAWrongClock_IsToldAfterTheVisitToo(string language, string told)
    {
        using var rig = new ScreenRig(language: language);
        var ended = Samples.Ended(Outcome.CouldNotAsk, Reason.Unreachable) with { Earlier = Samples.Earlier(Outcome.NotCovered) };

        rig.Show(Samples.Idle with { Stand = Samples.Stand with { Clock = ClockState.Unsynchronized, Authority = Kiosk.Eligibility.AuthorityState.Unreachable }, LastVisit = ended });

        Assert.Contains(told, rig.Text, StringComparison.Ordinal);
        Assert.Contains("2026-11-03", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "2026-11-03 時点", "今日有効な資格")]
    [InlineData("en", "As of 2026-11-03", "is valid today")]
    public void ShownAgain_AtTheStandInTheRecordAndInTheList_IsAsOfItsDay(string language, string asOf, string today)
    {
        using var rig = new ScreenRig(120, 40, language);
        Assert.Contains(today, rig.Show(Samples.Ended(Outcome.Covered, n: 5)).Text, StringComparison.Ordinal);
        rig.Desk.Results.Add(ShownAgain);

        rig.Show(Samples.Finished(ShownAgain) with { Earlier = Samples.Earlier(), IsRepeat = true });

        Assert.Equal(2, rig.Rows.Sum(row => row.Split(asOf).Length - 1));
        Assert.DoesNotContain(today, rig.Text, StringComparison.Ordinal);
        Assert.Contains("(11-03)", rig.Text, StringComparison.Ordinal);
        Assert.Contains(asOf, rig.Show(visit: null, last: Samples.Finished(ShownAgain) with { Earlier = Samples.Earlier(), IsRepeat = true }).Press(Key.F2).Text, StringComparison.Ordinal);
    }
}
