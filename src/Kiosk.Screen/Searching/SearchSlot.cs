using Kiosk.Desk;
using Kiosk.Screen.Model;
using Kiosk.Search;

namespace Kiosk.Screen.Searching;

/// <summary>
/// The search of all kept results, opened over the screen: what is typed, which of them are looked through, which row is chosen. Of what was found only some rows are here; others are fetched
/// when staff come near them. Closes by itself when nobody touches it, as a record does.
/// </summary>
internal sealed class SearchSlot : IDisposable
{
    /// <summary>How many rows are fetched at once.</summary>
    public const int Fetched = 100;

    // As long as staff type on, nothing is asked.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly IDesk desk;
    private readonly DeskCalls calls;
    private readonly ScreenOptions options;
    private readonly TimeProvider time;
    private readonly Action<Guid> open;
    private readonly Action changed;
    private readonly ITimer due;
    private IReadOnlyList<ResultLine> lines = [];
    private long touchedAt;
    private int asked;
    private int offset;
    private int rows = 1;
    private bool isAsking;

    // What is asked next is another question: its list begins at the top. Until that is here, the list is of the question before.
    private bool isNew;
    private bool isStale;
    private bool isOpenedWhenFound;

    public SearchSlot(IDesk desk, DeskCalls calls, ScreenOptions options, TimeProvider time, Action<Action> post, Action<Guid> open, Action changed)
    {
        (this.desk, this.calls, this.options, this.time, this.open, this.changed) = (desk, calls, options, time, open, changed);
        due = time.CreateTimer(_ => post(Ask), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsOpen { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Which results are looked through.</summary>
    public SearchFilter Filter { get; private set; } = SearchFilter.None;

    /// <summary>What the desk answered last; null: nothing yet.</summary>
    public SearchAnswer? Answer { get; private set; }

    /// <summary>The desk was not reached.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>How many were found.</summary>
    public int Total => Answer?.Page?.Total ?? 0;

    /// <summary>The chosen row, from 0, among all that were found.</summary>
    public int Chosen { get; private set; }

    /// <summary>The rows that are seen, with their place among all; null: one that is being fetched. What could not be opened is left out, as in every list.</summary>
    public IEnumerable<(int Place, ResultLine? Line)> Seen => Enumerable.Range(First, Math.Min(rows, Math.Max(0, Total - First)))
        .Select(place => (Place: place, Line: At(place))).Where(row => row.Line is not null || !IsFetched(row.Place));

    /// <summary>How long it may stay open; null while it is not.</summary>
    public TimeSpan? Left => IsOpen ? options.HideRecordAfter - time.GetElapsedTime(touchedAt) : null;

    // The topmost row that is seen.
    private int First { get; set; }

    public void Open()
    {
        if (!IsOpen)
        {
            (IsOpen, isNew, isStale) = (true, true, true);
            Touch();
            Ask();
        }
    }

    /// <summary>Forgets what was typed, chosen and found. True when it was open.</summary>
    public bool Close()
    {
        var was = IsOpen;
        (IsOpen, Text, Filter) = (false, "", SearchFilter.None);
        (Answer, HasFailed, lines, Chosen, First, isAsking, isOpenedWhenFound) = (null, false, [], 0, 0, false, false);
        asked++;
        due.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return was;
    }

    public void Type(string text)
    {
        if (IsOpen && text != Text)
        {
            (Text, isNew, isStale, isOpenedWhenFound) = (text, true, true, false);
            due.Change(Pause, Timeout.InfiniteTimeSpan);
            Touch();
        }
    }

    /// <summary>Looks through others, at once; opens the search where it closed meanwhile.</summary>
    public void Set(SearchFilter filter)
    {
        (IsOpen, Filter, isNew, isStale, isOpenedWhenFound) = (true, filter, true, true, false);
        Touch();
        Ask();
    }

    /// <summary>Opens the chosen visit. Where the list is not what was typed yet, it is asked for now, and opened when there is only one.</summary>
    public void Enter()
    {
        if (isStale)
        {
            isOpenedWhenFound = true;
            if (isNew)
            {
                Ask();
            }
        }
        else if (At(Chosen) is { } line)
        {
            open(line.VisitId);
        }
    }

    /// <summary>Goes by so many rows, within all that was found.</summary>
    public void Choose(int by)
    {
        GoTo(Math.Clamp(Chosen + by, 0, Math.Max(0, Total - 1)));
        Touch();
    }

    /// <summary>Chooses a row that is seen, from 0; the chosen one is opened.</summary>
    public void Point(int row, bool isOpened)
    {
        if (First + row < Total)
        {
            GoTo(First + row);
            Touch();
            if (isOpened)
            {
                Enter();
            }
        }
    }

    /// <summary>How many rows are seen.</summary>
    public void Show(int count)
    {
        if (count != rows)
        {
            rows = Math.Max(1, count);
            GoTo(Chosen);
        }
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

    private bool IsFetched(int place) => place >= offset && place < offset + Fetched;

    private ResultLine? At(int place) => IsFetched(place) && place - offset < lines.Count ? lines[place - offset] : null;

    // As little as has the chosen row in sight.
    private void GoTo(int place)
    {
        Chosen = place;
        First = Math.Clamp(First, Math.Max(0, Chosen - rows + 1), Math.Max(0, Chosen));
        Fetch();
    }

    private void Fetch()
    {
        if (!isAsking && !isNew && Seen.Any(row => row.Line is null))
        {
            Ask();
        }
    }

    private void Ask()
    {
        if (!IsOpen)
        {
            return;
        }

        due.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var (mine, begins, from) = (++asked, isNew, isNew ? 0 : Math.Max(0, First - ((Fetched - rows) / 2)));
        (isAsking, isNew) = (true, false);
        calls.Start(
            stop => desk.SearchAsync(new ResultSearch(Text, Filter.From, Filter.To, Filter.Outcome, Filter.Pending, from, Fetched), options.Staff, stop),
            answer => Take(mine, begins, from, answer, hasFailed: false), () => Take(mine, begins, from, answer: null, hasFailed: true));
    }

    // An answer to what was typed before comes too late.
    private void Take(int mine, bool begins, int from, SearchAnswer? answer, bool hasFailed)
    {
        if (mine != asked)
        {
            return;
        }

        (Answer, HasFailed, isAsking) = (answer, hasFailed, false);
        (offset, lines) = (from, answer?.Page?.Lines ?? []);
        if (answer?.Page is null)
        {
            isNew |= begins;
            due.Change(Again, Timeout.InfiniteTimeSpan);
        }
        else
        {
            isStale = isNew;
            var isOpened = isOpenedWhenFound && !isStale;
            isOpenedWhenFound &= isStale;
            GoTo(begins ? 0 : Math.Min(Chosen, Math.Max(0, Total - 1)));
            if (isOpened && Total == 1)
            {
                Enter();
            }
        }

        changed();
    }
}
