using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Views;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>What goes to the terminal: over a slow connection every needless byte is waited for.</summary>
public class TrafficTests
{
    // A row of 80 cells with its colours.
    private const int Row = 400;

    [Fact]
    public void Asking_ASecondMore_SendsItsRowAlone()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Asking));
        _ = Sent(rig);

        var sent = Sent(rig.Wait(TimeSpan.FromSeconds(1)));

        Assert.Contains("1 秒経過", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("今日の受付", sent, StringComparison.Ordinal);
        Assert.InRange(sent.Length, 1, Row);
    }

    [Fact]
    public void Help_OpenedAndClosed_SendsWhatItCoveredOnly()
    {
        using var rig = new ScreenRig(120, 40).Show(Samples.Idle);
        _ = Sent(rig);

        Assert.Contains("キーの説明", Sent(rig.Press(Key.F1)), StringComparison.Ordinal);
        var sent = Sent(rig.Press(Key.Esc));
        Assert.DoesNotContain("方式B", sent, StringComparison.Ordinal);
        Assert.Contains("今日の受付", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_Other_SendsAll()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        _ = Sent(rig);

        Assert.Contains("今日の受付", Sent(rig.Resize(81, 24)), StringComparison.Ordinal);
        Assert.Contains("今日の受付", Sent(rig.Resize(80, 24)), StringComparison.Ordinal);
    }

    [Fact]
    public void Cursor_ThatIsAsItShouldBe_IsLeftAlone()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        _ = rig.Text;
        Assert.False(NeedsCursor(rig));

        rig.Press(Key.F.WithCtrl);
        _ = rig.Text;
        Assert.True(NeedsCursor(rig));
        rig.App.Navigation!.UpdateCursor();
        Assert.False(NeedsCursor(rig));

        static bool NeedsCursor(ScreenRig rig)
        {
            rig.App.Driver!.SetCursorNeedsUpdate(true);
            StillCursor.Rest(rig.App);
            return rig.App.Driver.GetCursorNeedsUpdate();
        }
    }

    [Fact]
    public void CtrlR_WithSomethingWrittenOverTheScreen_SendsAll()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        _ = Sent(rig);

        Assert.All(["方式B", "受付できます", "今日の受付", "F1 説明"], text => Assert.Contains(text, Sent(rig.Press(Key.R.WithCtrl)), StringComparison.Ordinal));
    }

    private static string Sent(ScreenRig rig)
    {
        _ = rig.Text;
        return rig.App.Driver!.GetOutput().GetLastOutput();
    }
}
