using Kiosk.Access;
using Kiosk.Screen.Settings;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Settings;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>The settings as a form: what is, what may be, and what became of a change.</summary>
public class SettingsTests
{
    public static TheoryData<int, int, string> Screens => StateTests.Screens;

    [Theory]
    [MemberData(nameof(Screens))]
    public void Settings_Opened_ShowEveryOneAsItIsAndNothingTears(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Idle).Press(Key.O.WithCtrl);

        var words = rig.Model.Words;
        Assert.Contains(words[Word.OptionsAbout][..20], rig.Text, StringComparison.Ordinal);
        if (height >= 24)
        {
            Assert.All(Enum.GetValues<Setting>(), setting => Assert.Contains(words[SettingWords.LabelOf(setting)], rig.Text, StringComparison.Ordinal));
            Assert.Contains("F10", rig.Text, StringComparison.Ordinal);
        }

        Assert.All(
            [$"< {words[Word.AnswerMethodPin]} >", words[Word.FormSave]], told => Assert.Contains(told, rig.Text, StringComparison.Ordinal));
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void Settings_GoneThrough_ShowEachFieldWithWhatItIsAndTheWayBackToTheFirst(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Idle).Press(Key.O.WithCtrl);
        foreach (var (setting, text) in rig.Desk.Settings.Settings.OrderBy(one => one.Key))
        {
            var row = Assert.Single(rig.Rows, row => row.Contains($"> {rig.Model.Words[SettingWords.LabelOf(setting)]}", StringComparison.Ordinal));
            Assert.Contains(SettingRules.ChoicesOf(setting) is null ? text : rig.Model.Words[SettingWords.OfChoice(text)], row, StringComparison.Ordinal);
            rig.Press(Key.Tab);
        }

        rig.Press([.. Enumerable.Range(0, 20).Select(_ => Key.CursorUp)]);
        Assert.Contains(rig.Model.Words[Word.OptionsAbout][..20], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_SomeChanged_AreSentAloneByOneKeyAndTold()
    {
        using var rig = Open();
        rig.Press(Key.CursorRight);
        Fill(rig, Setting.Volume, "４０");
        Fill(rig, Setting.QuietFrom, "20:00");
        Fill(rig, Setting.QuietTo, "7:00");
        rig.Press(Key.F10);

        var (order, staff) = Assert.Single(rig.Desk.SettingsOrders);
        Assert.Equal(("v1", ScreenRig.Staff), (order.Version, staff));
        Assert.Equal(
            [(Setting.Method, "visual"), (Setting.Volume, "40"), (Setting.QuietFrom, "20:00"), (Setting.QuietTo, "07:00")], order.Settings.Select(one => (one.Key, one.Value)).Order());
        Assert.Null(rig.Model.Form.Open);
        Assert.Contains("Settings saved", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Setting.Volume, "101", Word.AdjustNotAVolume)]
    [InlineData(Setting.QuietFrom, "25:00", Word.AdjustNotATime)]
    [InlineData(Setting.PinIdle, "3601", Word.AdjustNotAWait)]
    internal void Settings_SomethingWrong_IsToldBesideItAsTypedAndNotSent(Setting setting, string text, Word why)
    {
        using var rig = Open();
        Fill(rig, setting, text);

        Assert.Contains(rig.Model.Words[why], rig.Text, StringComparison.Ordinal);
        rig.Press(Key.F10);
        Assert.Empty(rig.Desk.SettingsOrders);
        Assert.Contains(rig.Model.Words[Word.FormWrong], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OneEndOfTheQuietHours_IsRefusedWhereTheOtherIsMissing()
    {
        using var rig = Open();
        Fill(rig, Setting.QuietFrom, "20:00");
        rig.Press(Key.F10);

        Assert.Empty(rig.Desk.SettingsOrders);
        Assert.Equal(Word.SettingQuietTo, rig.Model.Form.Open!.Field.Label);
        Assert.Contains(rig.Model.Words[Word.AdjustEndMissing], rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ChangedAtAnotherScreenMeanwhile_AreNotOverwrittenAndShownAnew()
    {
        using var rig = Open();
        var other = rig.Desk.Settings with { Version = "v2", Settings = new Dictionary<Setting, string>(rig.Desk.Settings.Settings) { [Setting.Volume] = "55" } };
        rig.Desk.SettingsAnswer = order => new SettingsAnswer(order.Version == "v1" ? SettingsResult.ChangedMeanwhile : SettingsResult.Done, other, new Dictionary<Setting, SettingFault>());
        Fill(rig, Setting.Staff, "90");
        rig.Press(Key.F10);
        Assert.Contains(rig.Model.Words[Word.OptionsMeanwhile], rig.Text, StringComparison.Ordinal);
        Assert.Contains("55", rig.Text, StringComparison.Ordinal);

        Fill(rig, Setting.Staff, "90");
        rig.Press(Key.F10);
        Assert.Equal(("v2", (Setting.Staff, "90")), (rig.Desk.SettingsOrders[^1].Order.Version, rig.Desk.SettingsOrders[^1].Order.Settings.Select(one => (one.Key, one.Value)).Single()));
        Assert.Null(rig.Model.Form.Open);
    }

    [Fact]
    public void Settings_RefusedByTheDesk_StayAsTypedWithTheReason()
    {
        using var rig = Open();
        rig.Desk.SettingsAnswer = _ => new SettingsAnswer(SettingsResult.Refused, rig.Desk.Settings, new Dictionary<Setting, SettingFault> { [Setting.Method] = SettingFault.NoKeypad });
        rig.Press(Key.F10);

        Assert.Contains($"{rig.Model.Words[Word.SettingMethod]}: {rig.Model.Words[Word.AdjustNoKeypad]}", rig.Text, StringComparison.Ordinal);
        Assert.NotNull(rig.Model.Form.Open);
    }

    [Theory]
    [InlineData(false, true, "visual", Word.AnswerMethodVisual)]
    [InlineData(true, false, "pin", Word.AnswerMethodPin)]
    internal void Method_ThatThisStandCannotHave_IsNotThereToChoose(bool hasKeypad, bool granted, string present, Word stays)
    {
        using var rig = new ScreenRig(language: "en").Show(Samples.Idle with { Stand = Samples.Stand with { VisualGranted = granted } });
        rig.Desk.Settings = rig.Desk.Settings with { HasKeypad = hasKeypad, Settings = new Dictionary<Setting, string>(rig.Desk.Settings.Settings) { [Setting.Method] = present } };
        rig.Press(Key.O.WithCtrl, Key.CursorRight);

        Assert.Contains($"< {rig.Model.Words[stays]} >", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_DeskDoesNotAnswer_IsTold()
    {
        using var rig = new ScreenRig(120, 40, "en").Show(Samples.Idle);
        rig.Desk.IsReachable = false;

        Assert.Contains(rig.Model.Words[Word.CallFailed], rig.Press(Key.O.WithCtrl).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ByWhoeverMayOnlyLook_SaysSoFromTheStartAndLosesNothingThatWasTyped()
    {
        using var rig = new ScreenRig(language: "en").Show(Samples.Idle with { Stand = Samples.Stand with { IsSignInNeeded = true } });
        rig.Press([.. "long enough words".Select(letter => new Key(letter)), Key.Enter, Key.Enter]).Press(Key.O.WithCtrl);
        Assert.Contains(rig.Model.Words[Word.OptionsLook], rig.Text, StringComparison.Ordinal);

        Fill(rig, Setting.Volume, "40");
        rig.Desk.SettingsAnswer = _ => throw new DeskRefusedException { IsRightMissing = true };
        rig.Press(Key.F10);

        Assert.Contains(rig.Model.Words[Word.RightMissing], rig.Text, StringComparison.Ordinal);
        Assert.Contains("40", rig.Text, StringComparison.Ordinal);
        Assert.NotNull(rig.Model.Form.Open);
    }

    private static ScreenRig Open() => new ScreenRig(language: "en").Show(Samples.Idle).Press(Key.O.WithCtrl);

    // As staff do: go there, take away what stands there, type.
    private static void Fill(ScreenRig rig, Setting setting, string text)
    {
        var form = rig.Model.Form.Open!;
        for (var tabs = 0; tabs < form.Fields.Count && form.Field.Label != SettingWords.LabelOf(setting); tabs++)
        {
            rig.Press(Key.Tab);
        }

        Assert.Equal(SettingWords.LabelOf(setting), form.Field.Label);

        rig.Press([.. Enumerable.Range(0, 10).Select(_ => Key.Backspace)]);
        rig.Press([.. text.Select(letter => new Key(letter))]);
    }
}
