using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>A record that staff see leaves the stand only with a reason.</summary>
public class ExportTests
{
    [Fact]
    public void Export_OfTheRecordAtTheStand_IsSentWithFormReasonAndNote()
    {
        using var rig = Open();
        Assert.Contains("結果の書き出し", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.CursorRight, Key.Enter, Key.CursorRight, Key.CursorRight, Key.CursorRight, Key.Enter);
        Type(rig, "消えた");
        rig.Press(Key.Enter);

        var (_, order, staff) = Assert.Single(rig.Desk.Exports);
        Assert.Equal((new ExportOrder(ExportFormat.Text, ExportReason.Again, "消えた"), ScreenRig.Staff), (order, staff));
        Assert.Contains("書き出しました。", rig.Text, StringComparison.Ordinal);
        Assert.Null(rig.Model.Form.Open);
    }

    [Fact]
    public void Export_WithoutAReason_IsNotSent()
    {
        using var rig = Open().Press(Key.Enter, Key.Enter, Key.Enter);

        Assert.Empty(rig.Desk.Exports);
        Assert.Contains("まだ保存できません", rig.Text, StringComparison.Ordinal);
        Assert.Equal(1, rig.Model.Form.Open!.At);
    }

    [Theory]
    [InlineData("番号５６７８９", "番号は書けません")]
    [InlineData("太郎さんの分", "氏名は書けません")]
    [InlineData("12345678901234567890abcdefghijklmnopqrstu", "40文字までです")]
    public void Export_NoteThatHoldsAPerson_IsRefusedAsItIsTyped(string note, string why)
    {
        using var rig = Open().Press(Key.Enter, Key.CursorRight, Key.Enter);

        Type(rig, note);
        Assert.Contains(why, rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Enter);

        Assert.Empty(rig.Desk.Exports);
    }

    [Theory]
    [InlineData(ExportResult.NoFolder, null, "書き出し先が設定されていません")]
    [InlineData(ExportResult.NotWritten, ExportTrouble.Full, "書き出し先が一杯です")]
    [InlineData(ExportResult.Nothing, null, "その形式では書き出せません")]
    public void Export_ThatFails_SaysWhyAndStaysAsItWasTyped(ExportResult result, ExportTrouble? trouble, string why)
    {
        using var rig = Open();
        rig.Desk.ExportAnswer = new ExportAnswer(result, Trouble: trouble);

        rig.Press(Key.Enter, Key.CursorRight, Key.Enter, Key.Enter);

        Assert.Contains(why, rig.Text, StringComparison.Ordinal);
        Assert.NotNull(rig.Model.Form.Open);
    }

    [Fact]
    public void Export_WithoutARecord_SaysToOpenOne()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.F11);

        Assert.Null(rig.Model.Form.Open);
        Assert.Contains("記録を開いてから", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExportTrouble.Gone, "書き出し先のフォルダーがありません。")]
    [InlineData(ExportTrouble.Full, "書き出し先が一杯です。")]
    public void Folder_InTrouble_IsToldOnTheIdleScreenWhichStaysReady(ExportTrouble trouble, string told)
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Idle.Stand with { ExportTrouble = trouble } });

        Assert.Contains(told, rig.Text, StringComparison.Ordinal);
    }

    private static ScreenRig Open() => new ScreenRig().Finish(Samples.Covered()).Press(Key.F11);

    private static void Type(ScreenRig rig, string text)
    {
        foreach (var c in text)
        {
            rig.Press(new Key(c));
        }
    }
}
