using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Views;

/// <summary>What staff decide, by one key.</summary>
public class DecisionTests
{
    private static readonly VisitView LastTry = Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1);
    private static readonly VisitView Photo = Samples.Visit(VisitPhase.Staff, Reason.PhotoCheck, method: IdentityMethod.Visual);

    public static TheoryData<string, StaffAction> LastTryKeys { get; } = new()
    {
        { "y", StaffAction.AllowLastTry }, { "Y", StaffAction.AllowLastTry }, { "F7", StaffAction.AllowLastTry }, { "ｙ", StaffAction.AllowLastTry },
        { "n", StaffAction.RefuseLastTry }, { "N", StaffAction.RefuseLastTry }, { "F9", StaffAction.RefuseLastTry }, { "ｎ", StaffAction.RefuseLastTry },
    };

    [Theory]
    [MemberData(nameof(LastTryKeys))]
    public void LastTry_ByOneKey_SendsTheDecision(string key, StaffAction action)
    {
        using var rig = new ScreenRig().Show(LastTry);
        Assert.Contains("残り1回を使いますか", rig.Text, StringComparison.Ordinal);

        rig.Press(Pressed(key));

        Assert.Equal([new StaffCommand(action, ScreenRig.Staff, LastTry.Id)], rig.Desk.Commands);
        Assert.DoesNotContain("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", StaffAction.PhotoMatches)]
    [InlineData("n", StaffAction.PhotoDiffers)]
    public void Photo_ByOneKey_SendsTheDecisionAndSaysThatItIsMarked(string key, StaffAction action)
    {
        using var rig = new ScreenRig().Show(Photo);
        Assert.Contains("写真は本人ですか", rig.Text, StringComparison.Ordinal);
        Assert.Contains("目視で確認したことは、担当とともに確認先に記録されます。", rig.Text, StringComparison.Ordinal);

        rig.Press(Pressed(key));

        Assert.Equal([new StaffCommand(action, ScreenRig.Staff, Photo.Id)], rig.Desk.Commands);
    }

    [Fact]
    public void CardWithoutPin_AtAStandOfMethodB_OffersThePhotoAndSaysWhy()
    {
        var visit = Samples.Visit(VisitPhase.Staff, Reason.PinUnusable, tries: null);
        using var rig = new ScreenRig().Show(visit);
        Assert.Contains("写真は本人ですか", rig.Text, StringComparison.Ordinal);
        Assert.Contains("暗証番号のない顔認証マイナンバーカードです。", rig.Text, StringComparison.Ordinal);

        rig.Press(Pressed("y"));

        Assert.Equal([new StaffCommand(StaffAction.PhotoMatches, ScreenRig.Staff, visit.Id)], rig.Desk.Commands);
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    [InlineData("Esc")]
    [InlineData("x")]
    [InlineData("F8")]
    public void Decision_ByAnyOtherKey_IsNotTaken(string key)
    {
        using var rig = new ScreenRig().Show(LastTry).Press(Pressed(key));

        Assert.Empty(rig.Desk.Commands);
        Assert.Contains("[Y / F7]", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_PressedTwice_IsSentOnce()
    {
        using var rig = new ScreenRig().Show(LastTry).Press(Key.Y, Key.Y, Key.N);

        Assert.Single(rig.Desk.Commands);
    }

    [Fact]
    public void Decision_ThatDoesNotReachTheDesk_IsAskedAgain()
    {
        using var rig = new ScreenRig().Show(LastTry);
        rig.Desk.IsReachable = false;
        rig.Press(Key.Y);
        Assert.Contains("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
        Assert.Contains("受付機に伝わりませんでした", rig.Text, StringComparison.Ordinal);

        rig.Desk.IsReachable = true;
        rig.Press(Key.N);

        Assert.Equal([StaffAction.AllowLastTry, StaffAction.RefuseLastTry], rig.Desk.Commands.Select(c => c.Action));
    }

    [Theory]
    [InlineData(CommandResult.NotNow, "もう必要ありません")]
    [InlineData(CommandResult.OtherVisit, "別の方の受付")]
    [InlineData(CommandResult.Incomplete, "不完全")]
    [InlineData(CommandResult.Done, "受け付けました")]
    public void Answer_OfTheDesk_IsTold(CommandResult answer, string told)
    {
        using var rig = new ScreenRig(120, 40).Show(Samples.Visit(VisitPhase.Pin));
        rig.Desk.Result = answer;

        rig.Press(Key.F4, Key.Enter);

        Assert.Contains(told, rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decision_WhenTheCardLeaves_IsGone()
    {
        using var rig = new ScreenRig().Show(LastTry).Show(visit: null);

        Assert.DoesNotContain("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
        rig.Press(Key.Y);
        Assert.Empty(rig.Desk.Commands);
    }

    [Fact]
    public void Decision_WhileACancellationIsAsked_ComesFirstAndEnterDoesNothing()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Pin)).Press(Key.F4);
        Assert.Contains("受付を中止しますか", rig.Text, StringComparison.Ordinal);

        rig.Show(LastTry).Press(Key.Enter);

        Assert.Contains("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
        Assert.Empty(rig.Desk.Commands);
    }

    [Fact]
    public void SecondDecision_OfTheSameVisit_IsAskedToo()
    {
        using var rig = new ScreenRig().Show(Photo).Press(Key.Y);

        rig.Show(Photo with { Reason = Reason.LastTry });

        Assert.Contains("残り1回を使いますか", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_Confirmed_EndsTheVisitThere()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Pin)).Press(Key.F4);
        Assert.Empty(rig.Desk.Commands);

        rig.Press(Key.Enter);

        Assert.Equal([new StaffCommand(StaffAction.Cancel, ScreenRig.Staff, Samples.Id(1))], rig.Desk.Commands);
    }

    [Fact]
    public void Cancel_TakenBack_SendsNothing()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Pin)).Press(Key.F4, Key.Esc, Key.Enter);

        Assert.Empty(rig.Desk.Commands);
        Assert.DoesNotContain("受付を中止しますか", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_WithNobodyThereOrAfterTheOutcome_IsNotOffered()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.F4);
        Assert.DoesNotContain("中止しますか", rig.Text, StringComparison.Ordinal);

        rig.Show(Samples.Ended(Outcome.TimedOut, Reason.NothingTyped)).Press(Key.F4);

        Assert.DoesNotContain("中止しますか", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_WhenTheVisitEndsMeanwhile_IsGone()
    {
        using var rig = new ScreenRig().Show(Samples.Visit(VisitPhase.Asking)).Press(Key.F4).Show(Samples.Ended(Outcome.CouldNotAsk, Reason.Timeout));

        rig.Press(Key.Enter);

        Assert.Empty(rig.Desk.Commands);
    }

    [Theory]
    [InlineData("a", IdentityMethod.Visual)]
    [InlineData("b", IdentityMethod.Pin)]
    [InlineData("Ａ", IdentityMethod.Visual)]
    public void Method_ByItsLetter_IsSet(string key, IdentityMethod method)
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.F6);
        Assert.Contains("今の方式: 方式B 暗証番号", rig.Text, StringComparison.Ordinal);

        rig.Press(Pressed(key));

        Assert.Equal([new StaffCommand(StaffAction.SetMethod, ScreenRig.Staff, Method: method)], rig.Desk.Commands);
    }

    [Fact]
    public void MethodA_ThatIsNotGranted_IsSaidAndNotOffered()
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Stand with { VisualGranted = false } }).Press(Key.F6);
        Assert.Contains("方式A（目視）が認められていません", rig.Text, StringComparison.Ordinal);

        rig.Press(Key.A);

        Assert.Empty(rig.Desk.Commands);
    }

    [Fact]
    public void MethodA_OfWhichNothingIsKnownYet_IsOfferedAndSaidSo()
    {
        using var rig = new ScreenRig().Show(Samples.Idle with { Stand = Samples.Stand with { VisualGranted = null } }).Press(Key.F6);

        Assert.Contains("まだ分かりません", rig.Text, StringComparison.Ordinal);
        Assert.Contains("[A]", rig.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Method_WhenTheDeskIsLost_IsNoLongerAsked()
    {
        using var rig = new ScreenRig().Show(Samples.Idle).Press(Key.F6).Show((Snapshot?)null);

        rig.Press(Key.B);

        Assert.Empty(rig.Desk.Commands);
    }

    private static Key Pressed(string name) => name switch
    {
        "F7" => Key.F7,
        "F8" => Key.F8,
        "F9" => Key.F9,
        "Enter" => Key.Enter,
        "Space" => Key.Space,
        "Esc" => Key.Esc,
        _ => new Key(name.EnumerateRunes().First().Value),
    };
}
