using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Screen.Model;

/// <summary>The kept results of today (Japan time), newest first.</summary>
internal sealed class TodaysVisits(IDesk desk, DeskCalls calls, TimeProvider time, Action changed)
{
    private bool asking;
    private bool stale;

    // Counts how often they were forgotten: an answer of before shows nothing any more.
    private int era;

    public IReadOnlyList<KeptResult> Results { get; private set; } = [];

    public DateOnly Day { get; private set; }

    /// <summary>The list could not be read: what is in it may be old, and nothing in it does not mean that nobody came. It is asked for again with <see cref="Again"/>.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>When it is asked for again, where it could not be read.</summary>
    public static TimeSpan Again { get; } = TimeSpan.FromSeconds(5);

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
        var asked = era;
        calls.Start(stop => desk.HistoryAsync(Day, stop), results => Take(asked, results), () => Fail(asked));
    }

    private void Fail(int asked)
    {
        if (asked != era)
        {
            return;
        }

        asking = false;
        HasFailed = true;
        changed();
    }

    /// <summary>Forgets them, and whatever is under way.</summary>
    public void Clear()
    {
        era++;
        asking = false;
        HasFailed = false;
        Results = [];
    }

    private void Take(int asked, IReadOnlyList<KeptResult> results)
    {
        if (asked != era)
        {
            return;
        }

        asking = false;
        HasFailed = false;
        Results = results;
        changed();
        if (stale)
        {
            Refresh();
        }
    }
}
