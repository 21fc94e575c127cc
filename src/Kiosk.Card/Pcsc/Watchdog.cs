namespace Kiosk.Card.Pcsc;

/// <summary>
/// Watches the blocking calls of one session. A card that never answers holds its call, and with it the thread, until the card leaves; nothing
/// can interrupt that. So the watchdog does not end the call: it tells the waiting side, once, to wait no longer.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // The finest that a timer knows.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource expired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool over;
    private readonly TimeProvider time;
    private readonly TimeSpan limit;
    private readonly ITimer timer;
    private readonly Action onExpired;
    private readonly Action onReturned;
    private long? armedAt;
    private bool closed;

    /// <param name="time">The stand's time.</param>
    /// <param name="limit">What one call may take.</param>
    /// <param name="onExpired">Called once when a call takes longer.</param>
    /// <param name="onReturned">Called when that call came back after all.</param>
    public Watchdog(TimeProvider time, TimeSpan limit, Action onExpired, Action onReturned)
    {
        (this.time, this.limit, this.onExpired, this.onReturned) = (time, limit, onExpired, onReturned);
        timer = time.CreateTimer(_ => Look(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A call took too long.</summary>
    public bool IsExpired
    {
        get { lock (gate) { return over; } }
    }

    /// <summary>Waits for a job of the session, or until a call in it took too long.</summary>
#pragma warning disable VSTHRD003 // Both are completed by threads that wait for nobody here.
    public Task AwaitAsync(Task job) => Task.WhenAny(job, expired.Task);

    /// <summary>Waits for the session to let go of the card, but no longer than for a call: a service that answers nothing holds that up too.</summary>
    public async Task AwaitEndAsync(Task end)
    {
        using var waited = new CancellationTokenSource();
        await Task.WhenAny(end, expired.Task, Task.Delay(limit, time, waited.Token));
        await waited.CancelAsync();
    }
#pragma warning restore VSTHRD003

    /// <summary>No further call is let through: the session is being disposed.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }

    /// <summary>Announces a call; false when the session is given up and nothing more may be sent.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (closed || over)
            {
                return false;
            }

            armedAt = time.GetTimestamp();
            timer.Change(limit, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>The announced call came back.</summary>
    public void Leave()
    {
        lock (gate)
        {
            armedAt = null;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (!over)
            {
                return;
            }
        }

        onReturned();
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        lock (gate)
        {
            if (armedAt is not { } since || over)
            {
                return;
            }

            // A late callback finds the next call running; and a timer may fire a moment before its time by the clock.
            var left = limit - time.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
            {
                timer.Change(left > Tick ? left : Tick, Timeout.InfiniteTimeSpan);
                return;
            }

            over = true;
            onExpired();
            expired.SetResult();
        }
    }
}
