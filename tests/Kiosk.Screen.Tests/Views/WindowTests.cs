using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Kiosk.Visits;
using Terminal.Gui.Configuration;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Kiosk.Screen.Tests.Views;

/// <summary>The window itself: keys, mouse, sizes, language, leaving.</summary>
public class WindowTests
{
    public static TheoryData<string> EveryTone => [.. Enum.GetNames<Tone>()];

    [Theory]
    [MemberData(nameof(EveryTone))]
    public void Banner_OfAnyTone_IsNotBoldBlackWhichTerminalsDrawGrey(string tone)
    {
        var banner = Tones.Banner(Enum.Parse<Tone>(tone));

        Assert.False(banner.Foreground == new Color(ColorName16.Black) && banner.Style.HasFlag(TextStyle.Bold));
    }

    [Fact]
    public void Esc_OnTheMainWindow_DoesNotQuit()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.Esc, Key.Esc, Key.Esc);

        Assert.True(rig.Window.IsRunning);
        Assert.False(rig.Window.StopRequested);
        Assert.Contains("受付できます", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "1329999997", "健診施設", "service-now.com/omf", "service-now.com/csm", "平日 8:00-18:00、土曜 8:00-16:00")]
    [InlineData("ja", "0110113719", "医科", "service-now.com/csm", "service-now.com/omf", "平日 8:00-18:00、土曜 8:00-16:00")]
    [InlineData("en", "1329999997", "checkup facility", "service-now.com/omf", "service-now.com/csm", "Weekdays 8:00-18:00, Saturdays 8:00-16:00")]
    public void Help_WhomToAsk_TellsTheFacilitysPortalAndTheCallCentre(string language, string facility, string kind, string portal, string other, string hours)
    {
        using var rig = new ScreenRig(80, 24, language).Show(Samples.Idle with { Stand = Samples.Stand with { Facility = facility } }).Press(Key.F1, Key.Enter);

        Assert.All([$"{facility} {kind}", portal, "0800-080-4583", hours], words => Assert.Contains(words, rig.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(other, rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Esc);
        Assert.DoesNotContain("0800", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_DeskIsLostAndNobodyKnowsTheFacility_TellsBothPortals()
    {
        using var rig = new ScreenRig().Show((Snapshot?)null).Press(Key.F1, Key.Enter);

        Assert.All(["service-now.com/omf", "service-now.com/csm", "0800-080-4583"], words => Assert.Contains(words, rig.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void CtrlQ_Confirmed_Quits()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.Q.WithCtrl);
        Assert.Contains("この画面を閉じますか", rig.Text, StringComparison.Ordinal);
        Assert.False(rig.Window.StopRequested);

        rig.Press(Key.Enter);

        Assert.True(rig.Window.StopRequested);
    }

    [Fact]
    public void CtrlQ_TakenBack_DoesNotQuit()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.Q.WithCtrl, Key.Esc, Key.Enter);

        Assert.False(rig.Window.StopRequested);
    }

    [Fact]
    public void CtrlZ_IsSwallowed()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        var key = new Key(Key.Z.WithCtrl);

        rig.Window.TakeKey(sender: null, key);

        Assert.True(key.Handled);
    }

    [Theory]
    [InlineData(59, 24)]
    [InlineData(80, 14)]
    [InlineData(10, 3)]
    [InlineData(1, 1)]
    public void Size_TooSmall_IsSaidAndNothingElseIsShown(int width, int height)
    {
        using var rig = new ScreenRig().Finish(Samples.Covered());
        rig.Resize(width, height);

        Assert.DoesNotContain("山田", rig.Text, StringComparison.Ordinal);
        if (width >= 10)
        {
            Assert.Contains("画面が", rig.Text, StringComparison.Ordinal);
        }

        rig.Resize(80, 24);
        Assert.Contains("〇 資格(有効)", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 15)]
    [InlineData(61, 16)]
    [InlineData(79, 24)]
    [InlineData(80, 19)]
    [InlineData(81, 25)]
    [InlineData(160, 50)]
    [InlineData(250, 70)]
    public void Size_OfAnyKind_FillsTheScreenWithoutTearing(int width, int height)
    {
        using var rig = new ScreenRig(width, height);
        Action[] steps =
        [
            () => rig.Show(Samples.Idle), () => rig.Finish(Samples.Lost()), () => rig.Press(Key.F2), () => rig.Press(Key.F8), () => rig.Press(Key.F6), () => rig.Press(Key.Esc, Key.F1),
        ];
        Assert.All(steps, step =>
        {
            step();
            Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
        });
    }

    [Fact]
    public void Size_WithLessRoom_SharesOnePlaceBetweenRecordAndList()
    {
        using var rig = new ScreenRig(60, 15).Show(Samples.Idle);
        Assert.Contains("今日の受付", rig.Text, StringComparison.Ordinal);

        rig.Finish(Samples.Covered());
        Assert.Contains("フリガナ", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("今日の受付", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.F3);
        Assert.Contains("今日の受付", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Language_SwitchedByKey_ChangesEverything()
    {
        using var rig = new ScreenRig().Finish(Samples.Covered()).Press(Key.F8);
        Assert.Contains("Covered (valid)", rig.Text, StringComparison.Ordinal);
        Assert.Contains("F1 Help", rig.Text, StringComparison.Ordinal);
        Assert.Contains("Insurer no.", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("資格|受付", rig.Text);

        rig.Press(Key.F8);
        Assert.Contains("資格(有効)", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_InAnotherLanguage_IsAskedInIt()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1)).Press(Key.F8);

        Assert.Contains("Use the last try?", rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("使わない", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Y / F7]", StaffAction.AllowLastTry)]
    [InlineData("[N / F9]", StaffAction.RefuseLastTry)]
    public void Mouse_OnAnAnswer_GivesIt(string answer, StaffAction action)
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1));

        rig.Click(answer);

        Assert.Equal([action], rig.Desk.Commands.Select(c => c.Action));
    }

    [Fact]
    public void Mouse_OnTheKeyBar_PressesTheKey()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);

        rig.Click("F6 方式");

        Assert.Contains("本人確認の方式", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mouse_NextToAnAnswer_GivesNone()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1));

        rig.Click("本人が確かだと");

        Assert.Empty(rig.Desk.Commands);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void KeyBar_At80Columns_IsWhole(string language)
    {
        using var rig = new ScreenRig(language: language).Show(Samples.Idle);

        Assert.EndsWith(language == "ja" ? "F8 English" : "F8 日本語", rig.Rows[23].TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "F4     今の受付を中止")]
    [InlineData("en", "F4     cancels the visit")]
    public void Help_OnF1_ExplainsTheKeysAndCloses(string language, string line)
    {
        using var rig = new ScreenRig(language: language).Show(Samples.Idle).Press(Key.F1);
        Assert.Contains(line, rig.Text, StringComparison.Ordinal);

        rig.Press(Key.Esc);
        Assert.DoesNotContain(line, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ascii_WhereWidthsDiffer_DrawsNothingOfAmbiguousWidth()
    {
        var glyphs = GlyphSettings.Current;
        try
        {
            AsciiGlyphs.Use();
            using var rig = new ScreenRig(ascii: true);
            rig.Finish(Samples.Result(1, Outcome.Covered, reason: null, Samples.Person with { Name = "●橋 花子" }));
            var seen = rig.Text;
            seen += rig.Press(Key.F2).Text;
            seen += rig.Press(Key.Esc, Key.F6).Text;

            Assert.Contains("〓橋 花子", seen, StringComparison.Ordinal);
            Assert.DoesNotMatch("[─-╿▀-▟■-◿☀-⛿…○●△×“”→←]", seen);
        }
        finally
        {
            GlyphSettings.Current = glyphs;
        }
    }

    [Fact]
    public void Redraw_WithNothingNew_IsNotAskedFor()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        _ = rig.Text;

        rig.Show(Samples.Idle).Show(Samples.Idle with { });
        Assert.False(Needs(rig.Window));

        rig.Wait(TimeSpan.FromMinutes(1));
        Assert.True(Needs(rig.Window));

        static bool Needs(View view) => view.NeedsDraw || view.SubViews.Any(Needs);
    }
}
