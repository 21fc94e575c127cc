using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Screen.Model;

namespace Kiosk.Screen.Pending;

/// <summary>What waits for staff, opened over the screen: one row is chosen. The first row is always a check without a card.</summary>
internal sealed class PendingSlot(IDesk desk, DeskCalls calls, ScreenOptions options, TimeProvider time, Action changed)
{
    private static readonly PendingList Nothing = new([], []);

    private PendingCounts counts;
    private Guid? wanted;
    private long shownAt;

    public bool IsOpen { get; private set; }

    /// <summary>The list is there: until then no row can be chosen, nor opened.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The list could not be fetched.</summary>
    public bool HasFailed { get; private set; }

    public PendingList List { get; private set; } = Nothing;

    /// <summary>The chosen row, from 0.</summary>
    public int Chosen { get; private set; }

    /// <summary>The chosen visit; null: another row.</summary>
    public PendingVisit? Visit => Chosen > 0 && Chosen <= List.Visits.Count ? List.Visits[Chosen - 1] : null;

    /// <summary>The chosen check; null: another row.</summary>
    public CheckLine? Line => Chosen > List.Visits.Count ? List.Checks[Chosen - 1 - List.Visits.Count] : null;

    /// <summary>The check that is looked at; it hides by itself, as a record does.</summary>
    public CheckView? Check { get; private set; }

    /// <summary>Where it is, or why it is not there.</summary>
    public RecordState CheckState { get; private set; }

    /// <summary>How long the check may still be seen; null where there is none.</summary>
    public TimeSpan? Left => Check is null ? null : options.HideRecordAfter - time.GetElapsedTime(shownAt);

    private int Rows => 1 + List.Visits.Count + List.Checks.Count;

    public void Open()
    {
        IsOpen = true;
        IsLoaded = false;
        Refresh();
        changed();
    }

    /// <summary>True when it was open.</summary>
    public bool Close()
    {
        var was = IsOpen;
        IsOpen = false;
        IsLoaded = false;
        List = Nothing;
        HideCheck();
        return was;
    }

    public void Choose(int by)
    {
        Chosen = IsLoaded ? Math.Clamp(Chosen + by, 0, Rows - 1) : Chosen;
        changed();
    }

    /// <summary>Follows the desk: where the counts change the list does.</summary>
    public void Follow(StandView? stand)
    {
        var now = new PendingCounts(stand?.PendingVisits ?? 0, stand?.Contradictions ?? 0);
        if (now != counts && IsOpen)
        {
            Refresh();
        }

        counts = now;
    }

    public void Refresh() => calls.Start(desk.PendingAsync, Take, () => Take(list: null));

    /// <summary>Fetches the chosen check; the desk audits the look.</summary>
    public void Look(Guid checkId)
    {
        Set(RecordState.Loading, view: null);
        wanted = checkId;
        calls.Start(
            stop => desk.CheckAsync(checkId, options.Staff, stop), view => Take(checkId, view is null ? RecordState.Missing : RecordState.Shown, view),
            () => Take(checkId, RecordState.Failed, view: null));
    }

    public void HideCheck()
    {
        wanted = null;
        Set(RecordState.Hidden, view: null);
    }

    /// <summary>Hides the check when its time is over.</summary>
    public void Tick()
    {
        if (Left <= TimeSpan.Zero)
        {
            HideCheck();
        }
    }

    // The newest visit is chosen first: it is mostly why the list was opened. The chosen row stays chosen when others come.
    private void Take(PendingList? list)
    {
        var (visit, check) = IsLoaded ? (Visit?.VisitId, Line?.Id) : (list?.Visits is [var newest, ..] ? newest.VisitId : null, null);
        IsLoaded = list is not null;
        HasFailed = list is null;
        List = list ?? Nothing;
        var visitAt = List.Visits.ToList().FindIndex(one => one.VisitId == visit);
        var checkAt = List.Checks.ToList().FindIndex(one => one.Id == check);
        Chosen = visitAt >= 0 ? 1 + visitAt : checkAt >= 0 ? 1 + List.Visits.Count + checkAt : 0;
        changed();
    }

    // An answer that comes late must not show one person's paper for another's.
    private void Take(Guid checkId, RecordState state, CheckView? view)
    {
        if (wanted == checkId)
        {
            Set(state, view);
            changed();
        }
    }

    private void Set(RecordState state, CheckView? view) => (CheckState, Check, shownAt) = (state, view, time.GetTimestamp());
}
