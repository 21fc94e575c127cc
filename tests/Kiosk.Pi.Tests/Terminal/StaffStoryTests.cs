using Kiosk.Desk;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Terminal;

/// <summary>What happens at a reception, seen on staff screens in real terminals before a whole desk. Single tasks with their keys are in <c>KeyStrokes</c>.</summary>
[Collection(TerminalStories.Name)]
public sealed class StaffStoryTests(TerminalDesk desk) : IAsyncLifetime
{
    private const string Photo = "写真は本人ですか";
    private const string LastTry = "残り1回を使いますか";

    // Of the visit at the stand alone: what earlier ones came to stands in the list.
    private const string Covered = "今日有効な資格がひとつ確認できました";
    private const string Hanako = "架空　花子";

    public async ValueTask InitializeAsync() => await desk.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Photo_OnTwoScreens_OneDecidesAndTheOthersQuestionGoesAway()
    {
        await desk.MethodAsync("a");
        await desk.InsertAsync("hanako");
        await desk.Reception.UntilSeenAsync(Photo);
        await desk.Administrator.UntilSeenAsync(Photo);

        await desk.Administrator.PressAsync("y");

        await desk.Administrator.UntilSeenAsync(Covered);
        await desk.Reception.UntilSeenAsync(Covered);
        await desk.Reception.UntilGoneAsync(Photo);
        // Whoever answered stands in the record, and each screen says who sits at it, and that there is another one.
        await desk.Reception.UntilSeenAsync("架空健康保険組合");
        await desk.Reception.PressAsync("F2", "End");
        await desk.Reception.UntilSeenAsync("担当           administrator");
        await desk.Reception.PressAsync("Escape");
        await desk.Reception.UntilGoneAsync("╔");
        await desk.Reception.UntilSeenAsync("担当 reception +1");
        await desk.Administrator.UntilSeenAsync("担当 administrator +1");
        await desk.Reception.PressAsync("C-u");
        var who = await desk.Reception.UntilSeenAsync("reception  ");
        Assert.Contains("administrator  ", who, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastTry_Refused_IsNotSpentAndTheOtherScreenSaysSo()
    {
        await desk.InsertAsync("ken");
        await desk.UntilAsync(VisitPhase.Pin);
        await desk.PressBrisklyAsync("0000#");
        await desk.Reception.UntilSeenAsync("残り 2 回");
        await desk.PressBrisklyAsync("1111#");
        await desk.Administrator.UntilSeenAsync(LastTry);
        await desk.Reception.UntilSeenAsync(LastTry);

        await desk.Reception.PressAsync("n");

        await desk.Reception.UntilSeenAsync("残り1回は使いませんでした");
        await desk.Administrator.UntilSeenAsync("残り1回は使いませんでした");
        await desk.Administrator.UntilGoneAsync(LastTry);
    }

    [Fact]
    public async Task Ticket_OfAnotherInsurerScanned_IsToldAtOnceAndCorrectedByHand()
    {
        await desk.InsertAsync("hanako");
        await desk.Reception.UntilSeenAsync("暗証番号の入力中");
        // A scanner types without anybody asking for a form, and ends with Enter.
        await desk.Reception.TypeAsync("26100000123");
        await desk.Reception.PressAsync("Enter");
        await desk.Reception.UntilSeenAsync("受診券・利用券");
        await desk.Reception.TypeAsync("01999994");
        await desk.Reception.PressAsync("Enter");
        await desk.Reception.TypeAsync("R19.3.31");
        await desk.Reception.PressAsync("F10");
        await desk.Reception.UntilSeenAsync("受診券を保存しました");
        await desk.PressBrisklyAsync("1234#");
        foreach (var screen in new[] { desk.Reception, desk.Administrator })
        {
            await screen.UntilSeenAsync("受診券が合っていません");
            await screen.UntilSeenAsync("保険者が確認した資格と違います");
        }

        await desk.Reception.PressAsync("F12", "Tab", "End");
        await desk.Reception.PressAsync("-N", "8", "BSpace");
        await desk.Reception.TypeAsync("06999999");
        await desk.Reception.PressAsync("F10");

        await desk.Reception.UntilSeenAsync("受診券は合っています");
        await desk.Administrator.UntilSeenAsync("受診券は合っています");
    }

    [Fact]
    public async Task Authority_DownThenBack_ThePendingVisitIsSettledByTheCardThatComesBack()
    {
        await desk.AuthorityAsync("down");
        await desk.InsertAsync("midori");
        await desk.UntilAsync(VisitPhase.Pin);
        await desk.PressBrisklyAsync("7890#");
        var failed = await desk.Reception.UntilSeenAsync("通信エラー");
        Assert.Contains("確認できません", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("資格(無効)", failed, StringComparison.Ordinal);
        await desk.TakeCardAsync();
        await desk.Reception.UntilSeenAsync("保留:1");
        await desk.Administrator.UntilSeenAsync("保留:1");

        await desk.AuthorityAsync("normal");
        await desk.InsertAsync("midori");
        await desk.UntilAsync(VisitPhase.Pin);
        await desk.PressBrisklyAsync("7890#");

        await desk.Reception.UntilSeenAsync(Covered);
        await desk.Reception.UntilGoneAsync("保留:1");
        await desk.Administrator.UntilGoneAsync("保留:1");
    }

    [Fact]
    public async Task Screen_LeftAloneInMidWork_LocksAndTheFormIsBackForTheSamePersonOnly()
    {
        await desk.InsertAsync("hanako");
        await desk.UntilAsync(VisitPhase.Pin);
        await desk.PressBrisklyAsync("1234#");
        await desk.Reception.UntilSeenAsync("架空健康保険組合");
        await desk.Reception.TypeAsync("2610");
        await desk.Reception.UntilSeenAsync("2610");

        await LeaveAloneAsync();
        // A terminal is drawn row by row: what is seen of it in between is over at once.
        await desk.Reception.UntilGoneAsync(Hanako);
        Assert.DoesNotContain("2610", await desk.Reception.TextAsync(), StringComparison.Ordinal);
        await desk.Reception.SignInAsync(TerminalDesk.Words);
        await desk.Reception.UntilSeenAsync("2610");

        await LeaveAloneAsync();
        await desk.Reception.PressAsync("Up", "End");
        await desk.Reception.PressAsync("-N", "9", "BSpace");
        await desk.Reception.TypeAsync("administrator");
        await desk.Reception.PressAsync("Down");
        await desk.Reception.SignInAsync(TerminalDesk.Words);
        Assert.DoesNotContain("2610", await desk.Reception.UntilSeenAsync("担当 administrator"), StringComparison.Ordinal);

        // Whoever comes next signs in as whom the screen was started for.
        await desk.Reception.PressAsync("C-u");
        await desk.Reception.UntilSeenAsync("サインイン中の担当者");
        await desk.Reception.PressAsync("1");
        await desk.Reception.SignInAsync(TerminalDesk.Words);
        await desk.Reception.UntilSeenAsync("担当 reception");
    }

    [Fact]
    public async Task Desk_KilledUnderOpenScreens_IsToldAndFoundAgain()
    {
        var old = desk.DeskPid;
        await RunningBench.KillAsync("-KILL", old);
        await desk.Reception.UntilSeenAsync("受付機に接続できません");
        await desk.Administrator.UntilSeenAsync("受付機に接続できません");

        await desk.UntilAnotherAsync(old);

        // A desk that starts anew knows nobody.
        foreach (var screen in new[] { desk.Reception, desk.Administrator })
        {
            await screen.UntilGoneAsync("受付機に接続できません");
            await screen.UntilSeenAsync("受付機が止まったか");
            await screen.SignInAsync(TerminalDesk.Words);
            await screen.UntilSeenAsync("受付できます");
        }

        await desk.InsertAsync("hanako");
        await desk.UntilAsync(VisitPhase.Pin);
        await desk.PressBrisklyAsync("1234#");
        await desk.Reception.UntilSeenAsync(Covered);
        await desk.Administrator.UntilSeenAsync(Covered);
    }

    private async Task<string> LeaveAloneAsync()
    {
        await RunningBench.KillAsync("-USR1", desk.DeskPid);
        return await desk.Reception.UntilSeenAsync("ロックしました");
    }
}
