using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Health;
using Kiosk.Screen.Pending;
using Kiosk.Screen.Searching;
using Kiosk.Screen.Settings;
using Kiosk.Screen.SignIn;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Model;

/// <summary>Whether the desk answers.</summary>
internal enum DeskLink
{
    Connecting,
    Connected,
    Lost,
}

/// <summary>
/// Everything that the screen shows is a function of this; it knows nothing of terminals. Used on the screen's thread only:
/// <c>post</c> brings others there.
/// </summary>
internal sealed class ScreenModel : IDisposable
{
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private long askingSince;
    private (Guid? Id, Outcome? Outcome, bool? Kept, int Tickets, int Pending, int Faces) ended;

    public ScreenModel(IDesk desk, ScreenOptions options, TimeProvider time, Action<Action> post, CancellationToken stop)
    {
        this.time = time;
        Options = options;
        Words = new Words(options.Language);
        Shown = new Shown(options.AsciiBorders);
        Numbers = new NumberCover(Shown, time);
        var calls = new DeskCalls(post, stop, refused => SignIn!.Refused(refused));
        AtStand = new RecordSlot(desk, calls, options, time, Redraw);
        Opened = new RecordSlot(desk, calls, options, time, Redraw);
        Today = new TodaysVisits(desk, calls, time, Renew);
        Staff = new StaffActions(this, desk, calls);
        Form = new FormSlot(Redraw);
        Pending = new PendingSlot(desk, calls, options, time, FollowPending);
        Health = new HealthSlot(desk, calls, Form, options, Redraw);
        Search = new SearchSlot(desk, calls, options, time, post, Staff.OpenFromList, Redraw);
        Papers = new PaperForms(this, desk, calls);
        Tickets = new TicketActions(this, desk, calls);
        Exports = new ExportActions(this, desk, calls);
        Settings = new SettingsActions(this, desk, calls);
        SignIn = new SignInSlot(this, desk, calls, time, post, stop);
        timer = time.CreateTimer(_ => post(Tick), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Redraw();
    }

    /// <summary>Something to draw may have changed.</summary>
    public event EventHandler? Changed;

    public ScreenOptions Options { get; }

    public Words Words { get; private set; }

    public Shown Shown { get; }

    /// <summary>What lies over the numbers of records.</summary>
    public NumberCover Numbers { get; }

    public DeskLink Link { get; private set; }

    /// <summary>Why there is no desk, where this computer knows it.</summary>
    public string? WhyNoDesk { get; private set; }

    /// <summary>The desk's last snapshot; null while it cannot be reached.</summary>
    public Snapshot? Now { get; private set; }

    /// <summary>The record of the visit at the stand, or, called back, of the last one.</summary>
    public RecordSlot AtStand { get; }

    /// <summary>The record that is opened over the whole screen.</summary>
    public RecordSlot Opened { get; }

    public TodaysVisits Today { get; }

    public StaffActions Staff { get; }

    /// <summary>The form that staff type in.</summary>
    public FormSlot Form { get; }

    /// <summary>What waits for staff.</summary>
    public PendingSlot Pending { get; }

    /// <summary>How the stand is.</summary>
    public HealthSlot Health { get; }

    /// <summary>The search of all kept results.</summary>
    public SearchSlot Search { get; }

    /// <summary>The forms of the papers.</summary>
    public PaperForms Papers { get; }

    /// <summary>The form of the ticket.</summary>
    public TicketActions Tickets { get; }

    public ExportActions Exports { get; }

    public SettingsActions Settings { get; }

    /// <summary>Staff are typing: a letter is meant for what they type in.</summary>
    public bool IsTyping => Form.Open is not null || (IsSearching && !Staff.IsChoosing);

    /// <summary>The search is what keys are meant for.</summary>
    public bool IsSearching => Search.IsOpen && Opened.State == RecordState.Nothing && Form.Open is null;

    /// <summary>Who sits here.</summary>
    public SignInSlot SignIn { get; }

    /// <summary>The time of day in Japan.</summary>
    public DateTimeOffset Clock => JapanTime.At(time.GetUtcNow());

    /// <summary>Since when the authority is being asked, in whole seconds.</summary>
    public int AskingSeconds => (int)time.GetElapsedTime(askingSince).TotalSeconds;

    private bool IsAsking => Now?.Visit?.State == VisitPhase.Asking;

    /// <summary>Takes the desk's newest snapshot; null: the desk cannot be reached.</summary>
    public void Take(Snapshot? snapshot)
    {
        var before = Now;
        Now = snapshot;
        Link = snapshot is null ? DeskLink.Lost : DeskLink.Connected;
        WhyNoDesk = snapshot is null ? Options.WhyNoDesk() : null;
        if (IsAsking && before?.Visit?.State != VisitPhase.Asking)
        {
            askingSince = time.GetTimestamp();
        }

        SignIn.Follow(snapshot);
        Staff.Follow(before, snapshot);
        Pending.Follow(snapshot?.Stand);
        GuardRecords(before?.Visit, snapshot?.Visit);
        if (snapshot is not null)
        {
            FollowEnd(snapshot, isFirst: before is null);
        }

        Redraw();
    }

    /// <summary>Takes every visitor from the screen.</summary>
    public void Cover()
    {
        Now = Now is { } now ? Strangers.View(now) : null;
        AtStand.Clear();
        Opened.Clear();
        Pending.Close();
        Search.Close();
        Health.Close();
        Numbers.Drop();
        Today.Clear();
        Staff.PutAway();
        Redraw();
    }

    /// <summary>Somebody is there who may see visitors: fetches what they see.</summary>
    public void Uncover()
    {
        RefreshToday();
        Redraw();
    }

    /// <summary>Shows the numbers of records for a moment.</summary>
    public void ShowNumbers()
    {
        Numbers.Lift();
        Redraw();
    }

    public void SwitchLanguage()
    {
        Words = Words.Other;
        Redraw();
    }

    /// <summary>Something changed: says so, and waits for the moment when time alone changes something again.</summary>
    public void Redraw()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        var now = time.GetUtcNow();
        var minute = TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMinute);
        var due = IsAsking ? TimeSpan.FromSeconds(1) : Today.HasFailed && TodaysVisits.Again < minute ? TodaysVisits.Again : minute;
        foreach (var left in new[] { AtStand.Left, Opened.Left, Pending.Left, Numbers.Left, Search.Left })
        {
            due = left < due ? left.Value : due;
        }

        timer.Change(due > TimeSpan.Zero ? due : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        timer.Dispose();
        Search.Dispose();
    }

    // Nobody may take an earlier person's record for the one who stands there.
    private void GuardRecords(VisitView? before, VisitView? visit)
    {
        if (visit?.Id == before?.Id && Link == DeskLink.Connected)
        {
            return;
        }

        Pending.HideCheck();
        Numbers.Drop();

        if (visit is not null)
        {
            AtStand.Clear();
            Opened.Clear();
            return;
        }

        AtStand.Hide();
        if (Link == DeskLink.Lost || Opened.Result?.VisitId == before?.Id)
        {
            Opened.Clear();
        }
    }

    private void FollowEnd(Snapshot snapshot, bool isFirst)
    {
        var visit = snapshot.Visit;
        // What came to nothing is shown before it is on disk, and could not be fetched yet.
        if (visit is { Outcome: { } outcome, Kept: not null } && AtStand.State == RecordState.Nothing && SignIn.May(StaffRight.SeeRecords) && (visit.HasTicket || MayHaveRecord(outcome, visit.Reason)))
        {
            AtStand.Load(visit.Id);
        }

        var last = visit?.Outcome is null ? snapshot.LastVisit : visit;
        var newest = (last?.Id, last?.Outcome, last?.Kept, snapshot.TicketsNoted, snapshot.Stand.PendingVisits, snapshot.Stand.FaceResults);
        if (isFirst || newest != ended)
        {
            ended = newest;
            RefreshToday();
        }
    }

    /// <summary>Where the authority did not answer there is nothing to fetch but a ticket, and no look to audit.</summary>
    private static bool MayHaveRecord(Outcome outcome, Reason? reason) => outcome switch
    {
        Outcome.Covered or Outcome.NotCovered or Outcome.NoRecord or Outcome.Several or Outcome.Unknown => true,
        Outcome.CouldNotAsk => reason == Reason.ProcessingFailed,
        _ => false,
    };

    // A ticket may have come to a record that is seen: no look of its own, and no longer seen for it.
    private void Renew()
    {
        AtStand.Renew(Today.Results);
        Opened.Renew(Today.Results);
        Redraw();
    }

    private void RefreshToday()
    {
        if (SignIn.May(StaffRight.SeeRecords))
        {
            Today.Refresh();
        }
    }

    private void FollowPending()
    {
        Staff.FollowPending();
        Redraw();
    }

    private void Tick()
    {
        AtStand.Tick();
        Opened.Tick();
        Pending.Tick();
        Numbers.Tick();
        Search.Tick();
        Staff.FollowSearch();
        if (Link == DeskLink.Connected && (Today.HasFailed || JapanTime.DateOf(time.GetUtcNow()) != Today.Day))
        {
            RefreshToday();
        }

        Redraw();
    }
}
