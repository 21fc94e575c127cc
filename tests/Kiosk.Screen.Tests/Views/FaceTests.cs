using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>Results of a face reader beside those of the stand.</summary>
public class FaceTests
{
    [Fact]
    public void List_WhenTheFaceReaderGaveAResult_HasItWithItsSource()
    {
        using var rig = new ScreenRig(120, 40).Show(Samples.Idle);
        rig.Desk.Results.Add(Samples.Covered() with { Source = ResultSource.FaceReader });
        Assert.DoesNotContain("顔認証機", rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Idle with { Stand = Samples.Idle.Stand with { FaceResults = 1 } });
        Assert.Contains(rig.Rows, row => row.Contains("山田 太郎", StringComparison.Ordinal) && row.Contains("顔認証機", StringComparison.Ordinal));

        rig.Press(Key.Tab, Key.Enter);
        Assert.Contains("顔認証機（別の機器）", rig.Press(Key.End).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_ThatIsAway_IsTold()
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Idle.Stand with { IsFaceFolderAway = true } });
        Assert.Contains("顔認証機のフォルダーを読めません。", rig.Text, StringComparison.Ordinal);
    }
}
