namespace Kiosk.Panel;

/// <summary>One moment to come, under the panel's lock. A call of the timer that was overtaken by a later setting is never taken for the new one.</summary>
internal sealed class Alarm : IDisposable
{
    private readonly TimeProvider time;
    private readonly Lock gate;
    private readonly Action ring;
    private readonly TimeSpan leeway;
    private readonly ITimer timer;
    private long due;
    private bool isSet;

    /// <param name="time">The clock.</param>
    /// <param name="gate">The panel's lock, held while it rings.</param>
    /// <param name="ring">What is due.</param>
    /// <param name="leeway">How much too early it may ring. Timers are early by up to a tick of the kernel (4 ms), and setting them anew for the rest wakes the computer again.</param>
    public Alarm(TimeProvider time, Lock gate, Action ring, TimeSpan leeway = default)
    {
        this.leeway = leeway;
        this.time = time;
        this.gate = gate;
        this.ring = ring;
        timer = time.CreateTimer(static alarm => ((Alarm)alarm!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Rings before this returns.</summary>
    public void Now()
    {
        due = time.GetTimestamp();
        isSet = false;
        ring();
    }

    /// <summary>Rings once, so long from now.</summary>
    public void After(TimeSpan span) => At(time.GetTimestamp() + Ticks(span));

    /// <summary>Rings once, so long from when it rang (or was due) last, so that lateness does not add up.</summary>
    public void Again(TimeSpan span) => At(Math.Max(due + Ticks(span), time.GetTimestamp()));

    public void Stop() => isSet = false;

    public void Dispose()
    {
        Stop();
        timer.Dispose();
    }

    private void At(long moment)
    {
        due = moment;
        isSet = true;
        Wind();
    }

    // Timers count whole milliseconds and round down, which would come too early.
    private void Wind() => timer.Change(
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, time.GetElapsedTime(time.GetTimestamp(), due).TotalMilliseconds))), Timeout.InfiniteTimeSpan);

    private void OnTimer()
    {
        lock (gate)
        {
            if (!isSet)
            {
                return;
            }

            if (time.GetTimestamp() + Ticks(leeway) < due)
            {
                Wind();
                return;
            }

            isSet = false;
            ring();
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
