using Kiosk.Access;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Search;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Golden;

/// <content>What staff open, and signing in.</content>
internal static partial class GoldenViews
{
    private static readonly Snapshot SignedIn = Samples.Idle with { Stand = Samples.Stand with { IsSignInNeeded = true, Facility = "1329999997" } };

    private static readonly Dictionary<string, Action<ScreenRig>> Opened = new(StringComparer.Ordinal)
    {
        ["record"] = rig => Day(rig).Show(Samples.Idle).Press(Key.CursorDown, Key.CursorDown, Key.Enter),
        ["record-numbers"] = rig => Day(rig).Show(Samples.Idle).Press(Key.CursorDown, Key.CursorDown, Key.Enter, Key.F7),
        ["record-crossed"] = rig => Day(rig).Show(Samples.Idle).Press(Key.CursorDown, Key.CursorDown, Key.CursorDown, Key.Enter),
        ["search"] = Search,
        ["ticket-form"] = rig => Type(Day(rig).Finish(GoldenPeople.Covered()).Press(Key.F12), "26100000123\n01999995\n"),
        ["export-form"] = rig => Day(rig).Finish(GoldenPeople.Covered()).Press(Key.F11),
        ["pending"] = rig => PendingList(rig),
        ["alternative-route"] = rig => PendingList(rig).Press(Key.Enter),
        ["paper-form"] = rig => Type(PendingList(rig).Press(Key.Enter, Key.D2, Key.Space, Key.Enter), "０６９９９９９９\n１２－３４\n"),
        ["contradiction"] = rig => PendingList(rig).Press(Key.CursorDown, Key.CursorDown, Key.Enter),
        ["settings"] = rig => Type(Day(rig).Show(Samples.Idle).Press(Key.O.WithCtrl, Key.Tab, Key.Tab, Key.Backspace, Key.Backspace, Key.Backspace), "101"),
        ["health"] = rig => Day(rig).Show(Samples.Idle with { Stand = Samples.Stand with { Clock = ClockState.Doubtful } }).Press(Key.T.WithCtrl, Key.Enter),
        ["help"] = rig => Day(rig).Show(SignedIn with { Stand = SignedIn.Stand with { IsSignInNeeded = false } }).Press(Key.F1),
        ["contact"] = rig => Day(rig).Show(SignedIn with { Stand = SignedIn.Stand with { IsSignInNeeded = false } }).Press(Key.F1, Key.Enter),
        ["method"] = rig => Day(rig).Show(Samples.Idle with { Stand = Samples.Stand with { VisualGranted = false } }).Press(Key.F6),
        ["cancel"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Pin)).Press(Key.F4),
        ["quit"] = rig => Day(rig).Show(Samples.Idle).Press(Key.Q.WithCtrl),
        ["sign-in"] = rig => Type(Day(rig).Show(SignedIn), "seven quiet"),
        ["sign-in-refused"] = rig =>
        {
            rig.Desk.SignInAnswer = new SignInAnswer(SignInResult.Wait, WaitSeconds: 4);
            Type(Day(rig).Show(SignedIn), "seven quiet kiosks\n\n");
        },
        ["second-factor"] = rig =>
        {
            rig.Desk.SignInAnswer = new SignInAnswer(SignInResult.FactorNeeded, Factor: new NewFactor("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", [.. Enumerable.Repeat("█▀▄█▄▀ ▀▄█▀▄█▄▀ ▀▄█▀▄█▄▀ ▀▄█", 16)]));
            Type(Day(rig).Show(SignedIn), "seven quiet kiosks\n\n123");
        },
        ["locked"] = rig => Enter(rig).Press(Key.L.WithCtrl),
        ["who"] = rig =>
        {
            Enter(rig);
            rig.Desk.People.Add(new SignInView(ScreenRig.Staff, "架空　花子", [StaffRole.Reception], Samples.Now.AddHours(-1), 1000, 40, "pts/0", IsLocked: false));
            rig.Desk.People.Add(new SignInView("shocho", Name: null, [StaffRole.Administrator, StaffRole.Auditor], Samples.Now.AddHours(-2), 1001, 42, "pts/7", IsLocked: true));
            rig.Press(Key.U.WithCtrl);
        },
    };

    private static ScreenRig Type(ScreenRig rig, string text) => rig.Press([.. text.Select(letter => letter == '\n' ? Key.Enter : new Key(letter))]);

    private static ScreenRig Enter(ScreenRig rig) => Type(Day(rig).Show(SignedIn), "seven quiet kiosks\n\n");

    private static ScreenRig PendingList(ScreenRig rig)
    {
        rig.Desk.Pending.Add(new PendingVisit(Samples.Id(11), Samples.Now.AddMinutes(-10), Outcome.CouldNotAsk, Reason.Unreachable, IdentityMethod.Pin));
        rig.Desk.Pending.Add(new PendingVisit(Samples.Id(31), Samples.Now.AddDays(-1), Outcome.AuthorityRefused, Reason.DeviceSuspended, IdentityMethod.Visual));
        rig.Desk.Checks.Add(new CheckView(
            new AlternativeCheck
            {
                Id = Samples.Id(41),
                CheckedAt = Samples.Now.AddHours(-3),
                Staff = ScreenRig.Staff,
                Route = AlternativeRoute.Certificate,
                VisitId = Samples.Id(30),
                Fields = [new(PaperField.InsurerNumber, "06999999"), new(PaperField.Number, "５６７８"), new(PaperField.Name, "𠮷野　うめ"), new(PaperField.Sex, "2")],
            },
            Samples.Id(50), [Contradiction.InsurerNumber, Contradiction.Number], IsSeen: false));
        return Day(rig).Show(Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 2, Contradictions = 1 } }).Press(Key.P.WithCtrl);
    }

    private static void Search(ScreenRig rig)
    {
        var found = Enumerable.Range(0, 40).Select(n => (Day: n, Result: GoldenPeople.Morning[n % GoldenPeople.Morning.Count])).Where(one => one.Result.Confirmation!.Records.Count > 0);
        rig.Desk.SearchAnswer = _ => new SearchAnswer(SearchState.Done, new ResultPage(
            [.. found.Select(one => new ResultLine(
                Samples.Id(500 + one.Day), Samples.Now.AddDays(-one.Day), one.Result.Confirmation!.Records[0].Name, one.Result.Confirmation.Records[0].NameKana, one.Result.Outcome, one.Result.Reason,
                IsPending: false, one.Result.LastDay, DaysLeft: Math.Max(0, 37 - one.Day)))],
            1234));
        Type(Day(rig).Show(Samples.Idle).Press(Key.F.WithCtrl), "kaku").Wait(TimeSpan.FromMilliseconds(300)).Press(Key.CursorDown);
    }
}
