using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>How the stand is, on one page, and the self-test from there.</summary>
public class HealthTests
{
    public static TheoryData<int, int, string> Screens => StateTests.Screens;

    [Theory]
    [MemberData(nameof(Screens))]
    public void Health_Opened_TellsEveryPartAndNothingTears(int width, int height, string language)
    {
        using var rig = new ScreenRig(width, height, language).Show(Samples.Idle);

        rig.Press(Key.T.WithCtrl);

        var words = rig.Model.Words;
        Assert.All(
            [words[Word.PaneHealth], words.Of(ReaderState.Ready), words[Word.HealthWell], words.Of(AuthorityState.Available), "43 ms (11-24 14:05)", "K0000001", words.Format(Word.HealthDays, 80, "2027-02-12"), words.Format(Word.HealthFree, 12345)],
            text => Assert.Contains(text, rig.Text, StringComparison.Ordinal));
        Assert.All(rig.Rows.Where(r => r.Length > 0), row => Assert.Equal(width, Cells.Width(row)));
        Assert.DoesNotContain("K0000001", rig.Press(Key.Esc).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Health_WhatIsNotWell_IsTold()
    {
        using var rig = new ScreenRig(120, 40, "en").Show(Samples.Idle with
        {
            Stand = Samples.Stand with { Reader = ReaderState.Absent, PanelTrouble = "GPIO is gone.", Authority = AuthorityState.Unreachable, Clock = ClockState.Doubtful, UnreadableResults = 3 },
        });
        rig.Desk.Health = rig.Desk.Health with { AuthorityMilliseconds = null, CertificateUntil = Samples.Now.AddDays(3).AddHours(1), FreeBytes = 5 * 1024 * 1024 };

        var text = rig.Press(Key.T.WithCtrl).Text;

        Assert.All(
            [rig.Model.Words.Of(ReaderState.Absent), "GPIO is gone.", "doubtful", "no answer", "3 days left", "5 MiB free", "Unreadable    3"],
            told => Assert.Contains(told, text, StringComparison.Ordinal));
    }

    [Fact]
    public void SelfTest_RunFromThere_TellsItsLinesAndWhatIsToBeMended()
    {
        using var rig = new ScreenRig(120, 40, "en").Show(Samples.Idle);
        rig.Desk.HoldTest = new TaskCompletionSource();
        rig.Press(Key.T.WithCtrl, Key.Enter);
        Assert.Contains(rig.Model.Words[Word.HealthTesting], rig.Text, StringComparison.Ordinal);

        rig.Desk.SelfTest = new SelfTestView(Passed: false, ["ok    vault: open", "FAIL  reader: none is plugged in. Plug it in"]);
        rig.Desk.HoldTest.SetResult();

        SpinWait.SpinUntil(() => rig.Model.Health.Test is not null, TimeSpan.FromSeconds(10));
        Assert.All([rig.Model.Words[Word.HealthFailed], "ok    vault: open", "FAIL  reader: none is plugged in."], told => Assert.Contains(told, rig.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Bundle_AskedForThere_SaysWhereItLies()
    {
        using var rig = new ScreenRig(120, 40, "en").Show(Samples.Idle);
        rig.Press(Key.T.WithCtrl, Key.F11);
        var home = ((TextEntry)rig.Model.Form.Open!.Field).Text;
        Assert.True(Directory.Exists(home), home);

        rig.Model.Form.Change(form => ((TextEntry)form.Field).Text = "~/stick");
        rig.Press(Key.Enter);

        Assert.Equal(($"{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}/stick", ScreenRig.Staff), Assert.Single(rig.Desk.Bundles));
        Assert.Contains("Saved: ", rig.Text, StringComparison.Ordinal);
        Assert.Contains("/stick/kiosk-bundle.tar.gz", rig.Text, StringComparison.Ordinal);
        Assert.Null(rig.Model.Form.Open);
        // The next one who opens the page is not told of it.
        Assert.DoesNotContain("kiosk-bundle.tar.gz", rig.Press(Key.Esc, Key.T.WithCtrl).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BundleResult.NoFolder, nameof(Word.BundleNoFolder))]
    [InlineData(BundleResult.NotWritten, nameof(Word.BundleNotWritten))]
    [InlineData(null, nameof(Word.CallFailed))]
    public void Bundle_NotSaved_SaysWhyAndAsksAgain(BundleResult? result, string why)
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.T.WithCtrl, Key.F11);
        rig.Desk.BundleResult = result ?? BundleResult.Done;
        rig.Desk.IsReachable = result is not null;

        Assert.Contains(rig.Model.Words[Enum.Parse<Word>(why)], rig.Press(Key.F10).Text, StringComparison.Ordinal);
        rig.Press(Key.F10);
        Assert.Equal(2, rig.Desk.Bundles.Count);
    }

    [Fact]
    public void Health_DeskDoesNotAnswer_IsTold()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        rig.Desk.IsReachable = false;

        Assert.Contains(rig.Model.Words[Word.CallFailed], rig.Press(Key.T.WithCtrl).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Health_OpenedOverWhatWaits_GoesBackToItAndALampTestIsOneKey()
    {
        using var rig = new ScreenRig().Show(Samples.Idle);
        rig.Press(Key.P.WithCtrl, Key.T.WithCtrl, Key.F5);
        Assert.Equal(StaffAction.TestLamps, Assert.Single(rig.Desk.Commands).Action);

        Assert.Contains(rig.Model.Words[Word.PendingWithoutCard], rig.Press(Key.Esc).Text, StringComparison.Ordinal);
    }
}
