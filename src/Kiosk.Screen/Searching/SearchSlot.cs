using Kiosk.Desk;
using Kiosk.Screen.Model;
using Kiosk.Search;

namespace Kiosk.Screen.Searching;

/// <summary>The search of all kept results, opened over the screen: what is typed, what was found, which row is chosen. Closes by itself when nobody touches it, as a record does.</summary>
internal sealed class SearchSlot : IDisposable
{
    /// <summary>How many rows are shown; more are told.</summary>
    public const int Most = 100;

    // As long as staff type on, nothing is asked.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly IDesk desk;
    private readonly DeskCalls calls;
    private readonly ScreenOptions options;
    private readonly TimeProvider time;
    private readonly Action changed;
    private readonly ITimer due;
    private long touchedAt;
    private int asked;

    public SearchSlot(IDesk desk, DeskCalls calls, ScreenOptions options, TimeProvider time, Action<Action> post, Action changed)
    {
        (this.desk, this.calls, this.options, this.time, this.changed) = (desk, calls, options, time, changed);
        due = time.CreateTimer(_ => post(Ask), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsOpen { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>What the desk answered last; null: nothing yet.</summary>
    public SearchAnswer? Answer { get; private set; }

    /// <summary>The desk was not reached.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The chosen row, from 0.</summary>
    public int Chosen { get; private set; }

    public IReadOnlyList<ResultLine> Lines => Answer?.Page?.Lines ?? [];

    /// <summary>The chosen visit; null: none.</summary>
    public ResultLine? Line => Chosen < Lines.Count ? Lines[Chosen] : null;

    /// <summary>How long it may stay open; null while it is not.</summary>
    public TimeSpan? Left => IsOpen ? options.HideRecordAfter - time.GetElapsedTime(touchedAt) : null;

    public void Open()
    {
        if (!IsOpen)
        {
            IsOpen = true;
            Touch();
            Ask();
        }
    }

    /// <summary>Forgets what was typed and found. True when it was open.</summary>
    public bool Close()
    {
        var was = IsOpen;
        IsOpen = false;
        Text = "";
        Show(answer: null, hasFailed: false);
        asked++;
        due.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return was;
    }

    public void Type(string text)
    {
        if (IsOpen && text != Text)
        {
            Text = text;
            due.Change(Pause, Timeout.InfiniteTimeSpan);
            Touch();
        }
    }

    public void Choose(int by)
    {
        Chosen = Math.Clamp(Chosen + by, 0, Math.Max(0, Lines.Count - 1));
        Touch();
    }

    /// <summary>Somebody is there.</summary>
    public void Touch()
    {
        touchedAt = time.GetTimestamp();
        changed();
    }

    /// <summary>Closes when its time is over.</summary>
    public void Tick()
    {
        if (Left <= TimeSpan.Zero)
        {
            Close();
        }
    }

    public void Dispose() => due.Dispose();

    private void Ask()
    {
        if (!IsOpen)
        {
            return;
        }

        var mine = ++asked;
        calls.Start(
            stop => desk.SearchAsync(new ResultSearch(Text, Limit: Most), options.Staff, stop), answer => Take(mine, answer, hasFailed: false), () => Take(mine, answer: null, hasFailed: true));
    }

    // An answer to what was typed before comes too late.
    private void Take(int mine, SearchAnswer? answer, bool hasFailed)
    {
        if (mine != asked)
        {
            return;
        }

        Show(answer, hasFailed);
        if (answer?.State != SearchState.Done)
        {
            due.Change(Again, Timeout.InfiniteTimeSpan);
        }

        changed();
    }

    private void Show(SearchAnswer? answer, bool hasFailed) => (Answer, HasFailed, Chosen) = (answer, hasFailed, 0);
}
