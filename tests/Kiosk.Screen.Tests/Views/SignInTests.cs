using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>Signing in, the lock, and what a covered screen shows.</summary>
public class SignInTests
{
    private static readonly Snapshot Wanted = Samples.Idle with { Stand = Samples.Stand with { IsSignInNeeded = true } };

    [Theory]
    [InlineData("ja", 80, 24, "パスフレーズ")]
    [InlineData("en", 80, 24, "Passphrase")]
    [InlineData("ja", 60, 15, "パスフレーズ")]
    public void SignIn_Wanted_AsksAndShowsNobodyUntilItIsDone(string language, int width, int height, string label)
    {
        using var rig = new ScreenRig(width, height, language);
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Wanted);
        Assert.Contains(label, rig.Text, StringComparison.Ordinal);
        Assert.Empty(rig.Desk.Days);

        rig.Press([.. Typed("long enough words")]);
        Assert.DoesNotContain("long enough", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Enter, Key.Enter);

        Assert.Equal((ScreenRig.Staff, "long enough words", null), Assert.Single(rig.Desk.SignIns));
        Assert.DoesNotContain(label, rig.Text, StringComparison.Ordinal);
        Assert.Equal(width >= 80, rig.Text.Contains("山田", StringComparison.Ordinal));
        Assert.Single(rig.Desk.Days);
    }

    [Fact]
    public void SignIn_NotNeeded_IsAsEver()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.L.WithCtrl);
        Assert.Contains("サインインは使われていません", rig.Text.Replace("\n", "", StringComparison.Ordinal).Replace("│", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        rig.Press(Key.F1);
        Assert.Contains("誰でも操作できます", rig.Text, StringComparison.Ordinal);
        Assert.Empty(rig.Desk.SignIns);
    }

    [Fact]
    public void SignIn_Refused_SaysSoAndForgetsWhatWasTyped()
    {
        using var rig = new ScreenRig().Show(Wanted);
        rig.Desk.SignInAnswer = new SignInAnswer(SignInResult.Refused);
        rig.Press([.. Typed("wrong words here"), Key.Enter, Key.Enter]);
        Assert.Contains("どれかが違うか", rig.Text, StringComparison.Ordinal);

        rig.Desk.SignInAnswer = new SignInAnswer(SignInResult.Wait, WaitSeconds: 4);
        rig.Press([.. Typed("x"), Key.Enter, Key.Enter]);
        Assert.Contains("4秒待って", rig.Text, StringComparison.Ordinal);
        Assert.Equal(["wrong words here", "x"], rig.Desk.SignIns.Select(one => one.Passphrase));
    }

    [Fact]
    public void SignIn_Form_CannotBePutAwayNorAnyKeyBehindItPressed()
    {
        using var rig = new ScreenRig().Show(Wanted);
        rig.Desk.Results.Add(Samples.Covered());
        rig.Press(Key.Esc, Key.Esc, Key.F2, Key.F4, Key.F5, Key.F6, Key.F12, Key.P.WithCtrl, Key.U.WithCtrl);
        rig.Click("F2");
        Assert.Contains("パスフレーズ", rig.Text, StringComparison.Ordinal);
        Assert.Empty(rig.Desk.Commands);
        Assert.Empty(rig.Desk.Looks);
        Assert.Empty(rig.Desk.Days);

        rig.Press(Key.F8);
        Assert.Contains("Passphrase", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Q.WithCtrl, Key.Enter);
        Assert.True(rig.Window.StopRequested);
    }

    [Fact]
    public void Lock_InTheMiddleOfAForm_TakesAllAwayAndBringsItBackToTheSamePersonOnly()
    {
        using var rig = Entered();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Wanted with { Visit = Samples.Finished(Samples.Covered()) });
        rig.Press(Key.F12);
        rig.Press([.. Typed("26100000123")]);
        Assert.Contains("26100000123", rig.Text, StringComparison.Ordinal);
        Assert.Contains("山田", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.L.WithCtrl);
        Assert.Equal(1, rig.Desk.Locks);
        Assert.All(["山田", "26100000123", "資格(有効)"], gone => Assert.DoesNotContain(gone, rig.Text, StringComparison.Ordinal));
        Assert.Empty(rig.Desk.Shown);

        Enter(rig);
        Assert.Contains("26100000123", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.L.WithCtrl, Key.CursorUp);
        rig.Press([.. Enumerable.Repeat(Key.Backspace, ScreenRig.Staff.Length), .. Typed("other"), Key.Enter]);
        Enter(rig);
        Assert.Equal("other", rig.Desk.SignIns[^1].Staff);
        Assert.DoesNotContain("26100000123", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_Missing_IsToldBeforeAnythingIsChosenOrTyped()
    {
        using var rig = Entered().Press(Key.F6);
        Assert.Null(rig.Model.Staff.Question);
        Assert.Contains(rig.Model.Words[Word.RightMissing][..14], rig.Text, StringComparison.Ordinal);

        Assert.Contains(rig.Model.Words[Word.RightMissing], rig.Press(Key.T.WithCtrl, Key.F11).Text, StringComparison.Ordinal);
        Assert.Null(rig.Model.Form.Open);
        Assert.Empty(rig.Desk.Bundles);
        // What was told of that is no part of the next question.
        Assert.DoesNotContain(rig.Model.Words[Word.RightMissing], rig.Press(Key.Esc, Key.F6, Key.U.WithCtrl).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Passphrase_Changed_IsTypedTwiceAndNeverSeen()
    {
        using var rig = Entered();
        rig.Press(Key.U.WithCtrl, Key.D3);
        rig.Press([.. Typed("old words here"), Key.Enter, .. Typed("short"), Key.Enter, .. Typed("short"), Key.F10]);
        Assert.Contains(rig.Model.Words[Word.FaultShort], rig.Text, StringComparison.Ordinal);
        Assert.Empty(rig.Desk.PassphraseChanges);

        // What is in a field is replaced by what is typed there anew.
        rig.Press([.. Typed("quite long words"), Key.Enter, .. Typed("other long words"), Key.F10]);
        Assert.Contains(rig.Model.Words[Word.FaultNotSame], rig.Text, StringComparison.Ordinal);
        rig.Press([.. Enumerable.Range(0, 20).Select(_ => Key.Backspace), .. Typed("quite long words"), Key.F10]);

        Assert.Equal(("old words here", "quite long words"), Assert.Single(rig.Desk.PassphraseChanges));
        Assert.Null(rig.Model.Form.Open);
        Assert.Contains(rig.Model.Words[Word.PassphraseSaved], rig.Text, StringComparison.Ordinal);
        Assert.All(["old words", "short", "long words"], typed => Assert.DoesNotContain(typed, rig.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Passphrase_PresentOneWrong_SaysSoAndALockForgetsWhatWasTyped()
    {
        using var rig = Entered();
        rig.Desk.PassphraseAnswer = new SignInAnswer(SignInResult.Refused);
        rig.Press(Key.U.WithCtrl, Key.D3);
        rig.Press([.. Typed("wrong words"), Key.Enter, .. Typed("long enough words"), Key.Enter, .. Typed("long enough words"), Key.Enter]);
        Assert.Contains(rig.Model.Words[Word.PassphraseWrong], rig.Text, StringComparison.Ordinal);
        rig.Desk.PassphraseAnswer = new SignInAnswer(SignInResult.Wait, WaitSeconds: 4);
        Assert.Contains("4秒待って", rig.Press(Key.F10).Text, StringComparison.Ordinal);

        rig.Press(Key.L.WithCtrl);
        Enter(rig);
        Assert.Null(rig.Model.Form.Open);
    }

    [Fact]
    public void Lock_OverASearch_ForgetsWhatWasTypedAndFound()
    {
        using var rig = Entered();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Press(Key.F.WithCtrl);
        rig.Press([.. Typed("yamada")]);
        Assert.Contains("yamada", rig.Text, StringComparison.Ordinal);
        Assert.Contains("山田", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.L.WithCtrl);
        Assert.All(["yamada", "山田"], gone => Assert.DoesNotContain(gone, rig.Text, StringComparison.Ordinal));
        Enter(rig);
        Assert.DoesNotContain("yamada", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignInEnd.Idle, true, "操作がなかった")]
    [InlineData(SignInEnd.Changed, false, "アカウントが変更")]
    [InlineData(SignInEnd.Expired, false, "12時間")]
    [InlineData(SignInEnd.Stopped, false, "再起動")]
    public void Desk_LocksOrEnds_ScreenSaysWhyAndShowsNobody(SignInEnd why, bool isLocked, string told)
    {
        using var rig = Entered();
        rig.Desk.Results.Add(Samples.Covered());
        rig.Show(Wanted with { Visit = Samples.Finished(Samples.Covered()) });
        rig.Desk.Tell(new SignInNews(isLocked, !isLocked, why, 1, 1));
        Assert.Contains(told, rig.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Desk_Restarts_AsksAgain()
    {
        using var rig = Entered();
        rig.Show((Snapshot?)null).Show(Wanted);
        Assert.Contains("再起動", rig.Text, StringComparison.Ordinal);
        Enter(rig);
        Assert.Equal(2, rig.Desk.SignIns.Count);
        Assert.DoesNotContain("パスフレーズ", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Others_WhoAreSignedIn_StandInTheHeaderAndTheList()
    {
        using var rig = Entered(width: 120);
        rig.Desk.Tell(new SignInNews(IsLocked: false, IsOver: false, Why: null, 3, 2));
        Assert.Contains($"担当 {ScreenRig.Staff} +2", rig.Text, StringComparison.Ordinal);

        rig.Desk.People.Add(new SignInView("sato", Name: null, [StaffRole.Reception], Samples.Now, 1000, 42, "pts/7", IsLocked: true));
        rig.Press(Key.U.WithCtrl);
        Assert.Contains("sato  14:05-  pts/7  ロック中", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.D1);
        Assert.Equal(1, rig.Desk.SignOuts);
        Assert.Contains("サインアウトしました", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_WhilePressed_AreToldToTheDeskNowAndThen()
    {
        using var rig = Entered();
        rig.Press(Key.F3, Key.F3);
        Assert.Equal(0, rig.Desk.Touches);
        rig.Wait(TimeSpan.FromSeconds(31)).Press(Key.F3, Key.F3);
        Assert.Equal(1, rig.Desk.Touches);
    }

    [Theory]
    [InlineData(80, 24, false)]
    [InlineData(100, 40, true)]
    public void Factor_Wanted_ShowsItsKeyAndAsksForACode(int width, int height, bool hasPicture)
    {
        using var rig = new ScreenRig(width, height).Show(Wanted);
        rig.Desk.SignInAnswer = new SignInAnswer(SignInResult.FactorNeeded, Factor: new NewFactor("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", [.. Enumerable.Repeat("█▀▄█", 19)]));
        rig.Press([.. Typed("long enough words"), Key.Enter, Key.Enter]);
        Assert.Contains("ABCD EFGH", rig.Text, StringComparison.Ordinal);
        Assert.Equal(hasPicture, rig.Text.Contains("█▀▄█", StringComparison.Ordinal));

        rig.Desk.SignInAnswer = rig.Desk.SignInAnswer with { Result = SignInResult.FactorWrong };
        rig.Press([.. Typed("111111"), Key.Enter]);
        Assert.Contains("認証コードが違います", rig.Text, StringComparison.Ordinal);
        rig.Desk.SignInAnswer = null;
        rig.Press(Key.Enter);
        Assert.Equal((ScreenRig.Staff, "long enough words", "111111"), rig.Desk.SignIns[^1]);
        Assert.DoesNotContain("ABCD", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_AtALockedScreen_IsNotAsked()
    {
        using var rig = Entered();
        rig.Show(Wanted with { Visit = Samples.Visit(VisitPhase.Staff, Reason.PhotoCheck, method: IdentityMethod.Visual) });
        Assert.Contains("写真", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.L.WithCtrl, Key.F7);
        Assert.Empty(rig.Desk.Commands);
    }

    private static ScreenRig Entered(int width = 80)
    {
        var rig = new ScreenRig(width).Show(Wanted);
        Enter(rig);
        return rig;
    }

    private static void Enter(ScreenRig rig) => rig.Press([.. Typed("long enough words"), Key.Enter, Key.Enter]);

    private static IEnumerable<Key> Typed(string text) => text.Select(letter => new Key(letter));
}
