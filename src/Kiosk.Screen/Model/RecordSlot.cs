using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Screen.Model;

/// <summary>What a place for a record shows.</summary>
internal enum RecordState
{
    Nothing,
    Loading,
    Shown,
    Missing,
    Failed,
    Hidden,
}

/// <summary>One place where a person's record may be seen, for a time.</summary>
internal sealed class RecordSlot(IDesk desk, DeskCalls calls, ScreenOptions options, TimeProvider time, Action changed)
{
    private Guid? wanted;
    private long shownAt;
    private CancellationTokenSource? hidden;

    public RecordState State { get; private set; }

    public KeptResult? Result { get; private set; }

    /// <summary>How long the record may still be seen; null where there is none. A clock that is set back does not prolong it.</summary>
    public TimeSpan? Left => Result is null ? null : options.HideRecordAfter - time.GetElapsedTime(shownAt);

    /// <summary>Fetches a visit's record; the desk audits the look.</summary>
    public void Load(Guid visitId)
    {
        Set(RecordState.Loading, result: null);
        wanted = visitId;
        calls.Start(stop => desk.ResultAsync(visitId, options.Staff, stop), result => Take(visitId, result), () => Fail(visitId));
    }

    /// <summary>Shows a record that was fetched already.</summary>
    public void Show(KeptResult result) => Set(RecordState.Shown, result);

    /// <summary>Takes the record anew, where it is among these, for as long as it could still be seen.</summary>
    public void Renew(IReadOnlyList<KeptResult> results) => Result = Result is { } seen ? results.FirstOrDefault(r => r.VisitId == seen.VisitId) ?? seen : null;

    /// <summary>Forgets the record, and says that there was one.</summary>
    public void Hide() => Set(State == RecordState.Nothing ? RecordState.Nothing : RecordState.Hidden, result: null);

    /// <summary>Forgets the record.</summary>
    public void Clear() => Set(RecordState.Nothing, result: null);

    /// <summary>Hides the record when its time is over.</summary>
    public void Tick()
    {
        if (Left <= TimeSpan.Zero)
        {
            Hide();
        }
    }

    // An answer that comes late must not show one person's record at another's visit.
    private void Take(Guid visitId, KeptResult? result)
    {
        if (wanted == visitId)
        {
            Set(result is null ? RecordState.Missing : RecordState.Shown, result);
            changed();
        }
    }

    private void Fail(Guid visitId)
    {
        if (wanted == visitId)
        {
            Set(RecordState.Failed, result: null);
            changed();
        }
    }

    private void Set(RecordState state, KeptResult? result)
    {
        wanted = null;
        hidden?.Cancel();
        hidden?.Dispose();
        hidden = result is null ? null : new CancellationTokenSource();
        if (result is not null)
        {
            _ = desk.WhileShownAsync(result.VisitId, options.Staff, hidden!.Token);
        }

        State = state;
        Result = result;
        shownAt = time.GetTimestamp();
    }
}
