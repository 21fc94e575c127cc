using Kiosk.Desk;
using Kiosk.Screen.Model;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>The numbers of a record, at a reception where others look over shoulders.</summary>
public class NumberTests
{
    [Fact]
    public void Numbers_OfARecord_AreCoveredButForTheirEnds()
    {
        using var rig = Shown();

        Assert.Matches(@"保険者番号 +\*{6}63（組合健保）", rig.Text);
        Assert.Matches(@"記号 +＊＊＊", rig.Text);
        Assert.Matches(@"番号 +＊＊＊７８", rig.Text.Replace("保険者番号", "", StringComparison.Ordinal));
        Assert.DoesNotContain("06139463", rig.Text, StringComparison.Ordinal);
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(120, Cells.Width(row)));
    }

    [Fact]
    public void Numbers_KeyPressed_AreSeenForAMomentAndLongerWhileItIsHeld()
    {
        using var rig = Shown().Press(Key.F7);
        Assert.All(["06139463", "１２３", "４５６７８"], number => Assert.Contains(number, rig.Text, StringComparison.Ordinal));

        rig.Wait(NumberCover.Moment - TimeSpan.FromSeconds(1)).Press(Key.F7).Wait(NumberCover.Moment - TimeSpan.FromSeconds(1));
        Assert.Contains("06139463", rig.Text, StringComparison.Ordinal);

        rig.Wait(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("06139463", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_TheNextVisitorComes_AreCoveredAgain()
    {
        using var rig = Shown().Press(Key.F7);

        rig.Show(Samples.Visit(VisitPhase.Reading, n: 2)).Finish(Samples.Result(2, Outcome.Covered, reason: null, Samples.Person));

        Assert.Contains(rig.Model.Words[Word.LabelInsurerNumber], rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("06139463", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("06999999", "******99")]
    [InlineData("５６７８", "＊＊＊＊")]
    [InlineData("１２－３４", "＊＊＊３４")]
    [InlineData("12", "**")]
    [InlineData("", "")]
    public void Number_Covered_KeepsItsWidthAndTellsTooLittleOfShortOnes(string number, string covered) => Assert.Equal(covered, new Shown(ascii: false).Number(number));

    private static ScreenRig Shown() => new ScreenRig(120, 60).Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Number = "４５６７８" })).Press(Key.F2);
}
