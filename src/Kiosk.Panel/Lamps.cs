using Kiosk.Panel.Outputs;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The four lamps, blinking from one clock: every signal begins with all its lamps lit, so that it is seen at once.</summary>
internal sealed class Lamps : IDisposable
{
    private static readonly TimeSpan TestStep = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Unseen = TimeSpan.FromMilliseconds(5);
    private static readonly Lamp[] Order = Enum.GetValues<Lamp>();

    private readonly Lights lights;
    private readonly Alarm alarm;
    private readonly Alarm test;
    private Signal? signal;
    private int eighth;
    private int steps;
    private int? testing;

    public Lamps(Lines lines, LampsWiring wiring, TimeProvider time, Lock gate)
    {
        lights = Lights.Of(lines, wiring);
        alarm = new Alarm(time, gate, Tick, Unseen);
        test = new Alarm(time, gate, NextTest);
    }

    public void Open() => lights.Open();

    public void Show(Signal next)
    {
        signal = next;
        eighth = 0;
        if (!next.IsWithoutCard)
        {
            testing = null;
            test.Stop();
        }

        Paint();
        steps = StepsToNextChange();
        if (steps < Rhythms.Eighths)
        {
            alarm.After(steps * Rhythms.Eighth);
        }
        else
        {
            alarm.Stop();
        }
    }

    /// <summary>One lamp after the other, then all; a visit ends it.</summary>
    public void Test()
    {
        if (signal is null or { IsWithoutCard: true })
        {
            testing = 0;
            Paint();
            test.After(TestStep);
        }
    }

    /// <summary>All dark, for good.</summary>
    public void Dispose()
    {
        alarm.Dispose();
        test.Dispose();
        lights.Close();
    }

    private void NextTest()
    {
        // All of them for as long as two.
        testing = testing + 1 is var next && next <= Order.Length + 1 ? next : null;
        Paint();
        if (testing is not null)
        {
            test.Again(TestStep);
        }
    }

    private void Tick()
    {
        eighth = (eighth + steps) % Rhythms.Eighths;
        Paint();
        steps = StepsToNextChange();
        alarm.Again(steps * Rhythms.Eighth);
    }

    // An idle stand wakes twice a second for its lamp, not eight times.
    private int StepsToNextChange() => Order.Min(lamp => Rhythms.EighthsUntilChange(signal![lamp], eighth));

    private void Paint() => lights.Paint(lamp => testing is { } step
        ? step >= Order.Length || Order[step] == lamp
        : signal is not null && Rhythms.IsOn(signal[lamp], eighth));
}
