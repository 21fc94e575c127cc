using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Tickets;
using Kiosk.Visits;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Tests.Golden;

/// <summary>How every view comes about. What staff open themselves is in the other part.</summary>
internal static partial class GoldenViews
{
    /// <summary>Below 80x24, where parts are left out, and where nothing fits.</summary>
    public const string Small = "small";
    public const string TooSmall = "too-small";

    /// <summary>Where the terminal has no colours.</summary>
    public const string Plain = "plain";
    public const string PlainForm = "plain-form";

    /// <summary>In borders of plain ASCII.</summary>
    public const string Ascii = "ascii";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly Snapshot Pending = Samples.Idle with { Stand = Samples.Stand with { PendingVisits = 12 } };

    private static readonly Dictionary<string, Action<ScreenRig>> AtStand = new(StringComparer.Ordinal)
    {
        ["connecting"] = _ => { },
        ["idle"] = rig => Day(rig).Show(visit: null, last: Samples.Finished(GoldenPeople.Morning[0])),
        ["idle-thousand"] = rig =>
        {
            rig.Desk.Results.AddRange(GoldenPeople.Thousand);
            rig.Show(Samples.Idle).Press(Key.End);
        },
        ["trouble"] = rig => Day(rig).Show(Samples.Idle with
        {
            Stand = Samples.Stand with
            {
                State = StandState.OutOfOrder,
                Reader = ReaderState.Absent,
                Authority = AuthorityState.Unreachable,
                AuthorityHaltedSince = Samples.Now.AddSeconds(-100),
                AuthorityTriedNext = Samples.Now.AddSeconds(30),
                Clock = ClockState.Unsynchronized,
                ExportTrouble = ExportTrouble.Full,
            },
        }),
        ["lost-connection"] = rig => Day(rig).Show(Samples.Idle).Show((Snapshot?)null),
        ["reading"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Reading, tries: null)),
        ["pin"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Pin)),
        ["pin-two-tries"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Pin, Reason.PinWrong, tries: 2)),
        ["last-try"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Staff, Reason.LastTry, tries: 1)),
        ["photo"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Staff, Reason.PhotoCheck, method: IdentityMethod.Visual)),
        ["asking"] = rig => Day(rig).Show(Samples.Visit(VisitPhase.Asking)).Wait(Second).Wait(Second).Wait(Second),
        ["covered"] = rig => Day(rig).Finish(GoldenPeople.Covered()),
        ["covered-elderly"] = rig => Day(rig).Finish(Samples.Result(1, Outcome.Covered, reason: null, GoldenPeople.Elderly) with { Certificate = CertificateStanding.Grace }),
        ["covered-long"] = rig => Day(rig).Finish(Samples.Result(1, Outcome.Covered, reason: null, GoldenPeople.Long)),
        ["covered-mark"] = rig => Day(rig).Finish(Samples.Result(1, Outcome.Covered, reason: null, GoldenPeople.Mark)),
        ["not-covered"] = rig => Day(rig).Finish(GoldenPeople.Lost()),
        ["several"] = rig => Day(rig).Finish(GoldenPeople.Several()),
        ["no-record"] = rig => Day(rig).Finish(Samples.Result(1, Outcome.NoRecord)),
        ["could-not-ask"] = rig => Day(rig).Show(Pending with { Visit = Samples.Ended(Outcome.CouldNotAsk, Reason.Unreachable) }),
        ["pin-blocked"] = rig => Day(rig).Show(Samples.Ended(Outcome.PinBlocked)),
        ["repeat"] = Repeat,
        ["ticket-match"] = rig => Ticket(rig, GoldenPeople.WithTicket("06999999"), TicketStanding.Good),
        ["ticket-mismatch"] = rig => Ticket(rig, GoldenPeople.WithTicket("01999994"), TicketStanding.Wrong),
        ["take-card"] = rig => Day(rig).Finish(GoldenPeople.Covered()).Show(Samples.Finished(GoldenPeople.Covered()) with { State = VisitPhase.TakeCard }),
        ["card-gone"] = rig => Day(rig).Finish(GoldenPeople.Covered()).Show(visit: null, last: Samples.Finished(GoldenPeople.Covered())),
        [Small] = rig => Day(rig).Finish(GoldenPeople.Lost()),
        [TooSmall] = rig => Day(rig).Finish(GoldenPeople.Lost()),
        [Plain] = rig => Day(rig).Finish(GoldenPeople.Lost()),
        [PlainForm] = rig => Type(Day(rig).Finish(GoldenPeople.Covered()).Press(Key.F12), "26100000123\n01999995\n"),
        [Ascii] = rig => Day(rig).Finish(Samples.Result(1, Outcome.Covered, reason: null, GoldenPeople.Mark)),
    };

    /// <summary>The names of all views.</summary>
    public static IEnumerable<string> All => AtStand.Keys.Concat(Opened.Keys);

    /// <summary>Brings a screen there.</summary>
    public static void Show(string view, ScreenRig rig) => (AtStand.GetValueOrDefault(view) ?? Opened[view])(rig);

    private static ScreenRig Day(ScreenRig rig)
    {
        rig.Desk.Results.AddRange(GoldenPeople.Morning);
        return rig;
    }

    private static void Repeat(ScreenRig rig)
    {
        var shown = GoldenPeople.Covered() with { RepeatOf = new RepeatOf(Samples.Id(77), Samples.Earlier().ConfirmedAt) };
        Day(rig).Desk.Results.Add(shown);
        rig.Show(Samples.Finished(shown) with { Earlier = Samples.Earlier(), IsRepeat = true });
    }

    private static void Ticket(ScreenRig rig, KeptResult result, TicketStanding match)
    {
        Day(rig).Desk.Results.Add(result);
        rig.Show(Samples.Finished(result) with { HasTicket = true, Match = match });
    }
}
