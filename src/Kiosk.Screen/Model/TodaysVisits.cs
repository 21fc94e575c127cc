using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Screen.Model;

/// <summary>The kept results of today (Japan time), newest first.</summary>
internal sealed class TodaysVisits(IDesk desk, DeskCalls calls, TimeProvider time, Action changed)
{
    private bool asking;
    private bool stale;

    public IReadOnlyList<KeptResult> Results { get; private set; } = [];

    public DateOnly Day { get; private set; }

    /// <summary>Asks again. While an answer is under way, once more after it.</summary>
    public void Refresh()
    {
        if (asking)
        {
            stale = true;
            return;
        }

        asking = true;
        stale = false;
        Day = JapanTime.DateOf(time.GetUtcNow());
        calls.Start(stop => desk.HistoryAsync(Day, stop), Take, () => asking = false);
    }

    private void Take(IReadOnlyList<KeptResult> results)
    {
        asking = false;
        Results = results;
        changed();
        if (stale)
        {
            Refresh();
        }
    }
}
