using System.Device.Gpio;
using System.Numerics;

namespace Kiosk.Panel;

/// <summary>
/// Tells each key press once. Idle, all rows are driven and an edge of any column wakes it; only when a column has been steady are the rows scanned, once.
/// Which key it was is known for the length of that call and is then forgotten here.
/// </summary>
internal sealed class Keypad : IDisposable
{
    /// <summary>How long the columns must stay the same before a scan: shorter spikes are noise.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(10);

    /// <summary>How long all contacts must be open before the next press counts: longer than contacts bounce (20 ms).</summary>
    private static readonly TimeSpan Released = TimeSpan.FromMilliseconds(30);

    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(5);

    /// <summary>How often a stuck key is looked at: it has cost enough already.</summary>
    private static readonly TimeSpan PollStuck = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan PollWithoutEdges = TimeSpan.FromMilliseconds(20);

    /// <summary>Even where edges are promised, they are not relied on: a key that is found down without one shows that none come.</summary>
    private static readonly TimeSpan PollWithEdges = TimeSpan.FromSeconds(1);

    private readonly KeyMatrix matrix;
    private readonly TimeProvider time;
    private readonly Lock gate;
    private readonly Action<int, int> pressed;
    private readonly Action released;
    private readonly StuckKey stuckKey;
    private readonly Alarm alarm;
    private readonly ITimer edge;
    private Phase phase;
    private bool isWatching;
    private bool tellsEdges;
    private int low;
    private long since;
    private long lastEdge;

    /// <param name="matrix">The wires.</param>
    /// <param name="time">The clock.</param>
    /// <param name="gate">The panel's lock, held whenever <paramref name="pressed"/> is called.</param>
    /// <param name="pressed">Told the row and the column of a key, once for each press.</param>
    /// <param name="released">Told when all keys are up again, after a press or after keys that counted as none.</param>
    /// <param name="stuck">Told true once when a key has been down for too long, and false when all are up again.</param>
    public Keypad(KeyMatrix matrix, TimeProvider time, Lock gate, Action<int, int> pressed, Action released, Action<bool> stuck)
    {
        this.matrix = matrix;
        this.time = time;
        lastEdge = time.GetTimestamp();
        this.gate = gate;
        (this.pressed, this.released) = (pressed, released);
        stuckKey = new StuckKey(time, gate, stuck);
        alarm = new Alarm(time, gate, OnAlarm);
        edge = time.CreateTimer(static keypad => ((Keypad)keypad!).AfterEdge(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Phase
    {
        Idle,
        Settling,
        Held,
    }

    public void Start(bool useEdges)
    {
        matrix.Open();
        matrix.DriveAll();
        tellsEdges = isWatching = useEdges && matrix.Watch(OnEdge);
        alarm.After(Sampling);
    }

    /// <summary>Under the panel's lock.</summary>
    public void Stop()
    {
        alarm.Dispose();
        stuckKey.Dispose();
        phase = Phase.Held;
        matrix.LetGo();
    }

    /// <summary>Not under the panel's lock.</summary>
    public void Dispose()
    {
        alarm.Dispose();
        if (isWatching)
        {
            matrix.Unwatch(OnEdge);
        }

        edge.Dispose();
    }

    // The driver of libgpiod 2 calls with its own lock held, which it needs again when a row is switched: the panel's lock is not to be waited for here.
    // Each edge begins the wait anew: when it is over, the columns have been steady for long enough, and can be scanned at once.
    private void OnEdge(object sender, PinValueChangedEventArgs change)
    {
        Volatile.Write(ref lastEdge, time.GetTimestamp());
        edge.Change(Steady, Timeout.InfiniteTimeSpan);
    }

    private void AfterEdge()
    {
        lock (gate)
        {
            if (phase == Phase.Idle && matrix.Read() != 0)
            {
                Scan();
            }
        }
    }

    private void OnAlarm()
    {
        switch (phase)
        {
            case Phase.Idle:
                Look();
                break;
            case Phase.Settling:
                Settle();
                break;
            case Phase.Held:
                AwaitRelease();
                break;
        }
    }

    private void Look()
    {
        low = matrix.Read();
        since = time.GetTimestamp();
        tellsEdges &= low == 0 || time.GetElapsedTime(Volatile.Read(ref lastEdge)) <= PollWithEdges;
        phase = low == 0 ? Phase.Idle : Phase.Settling;
        alarm.After(phase == Phase.Settling ? Sampling : tellsEdges ? PollWithEdges : PollWithoutEdges);
    }

    private void Settle()
    {
        if (matrix.Read() != low)
        {
            Look();
        }
        else if (time.GetElapsedTime(since) < Steady || time.GetElapsedTime(Volatile.Read(ref lastEdge)) < Steady)
        {
            alarm.After(Sampling);
        }
        else
        {
            Scan();
        }
    }

    private void Scan()
    {
        var closed = 0;
        for (var row = 0; row < matrix.Rows; row++)
        {
            matrix.DriveOnly(row);
            closed |= matrix.Read() << (row * matrix.Columns);
        }

        matrix.DriveAll();
        low = 0;
        phase = Phase.Held;
        since = time.GetTimestamp();
        alarm.After(Sampling);

        // Two keys at once are nobody's key, and three look like four: nothing counts until all are up.
        if (BitOperations.IsPow2(closed))
        {
            var key = BitOperations.TrailingZeroCount(closed);
            pressed(key / matrix.Columns, key % matrix.Columns);
        }
        else if (closed == 0)
        {
            // It opened meanwhile: it was bouncing still, or has been let go.
            phase = Phase.Idle;
            return;
        }

        stuckKey.OnAnyDown(isDown: true);
    }

    private void AwaitRelease()
    {
        if (matrix.Read() != 0)
        {
            since = time.GetTimestamp();
        }
        else if (time.GetElapsedTime(since) >= Released)
        {
            stuckKey.OnAnyDown(isDown: false);
            released();
            Look();
            return;
        }

        alarm.After(stuckKey.IsStuck ? PollStuck : Sampling);
    }
}
