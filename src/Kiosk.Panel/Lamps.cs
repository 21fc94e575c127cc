using System.Device.Gpio;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The four lamps, blinking from one clock: every signal begins with all its lamps lit, so that it is seen at once.</summary>
internal sealed class Lamps : IDisposable
{
    private readonly Lines lines;
    private readonly Bulb[] bulbs;
    private readonly Alarm alarm;
    private Signal? signal;
    private int eighth;

    public Lamps(Lines lines, LampsWiring wiring, TimeProvider time, Lock gate)
    {
        this.lines = lines;
        bulbs = [.. Enum.GetValues<Lamp>().Select(lamp => new Bulb(lamp, wiring[lamp]))];
        alarm = new Alarm(time, gate, Tick);
    }

    public void Open()
    {
        foreach (var bulb in bulbs)
        {
            lines.Open(bulb.Wiring.Line, PinMode.Output, bulb.Wiring.LevelWhen(on: false));
        }
    }

    public void Show(Signal next)
    {
        signal = next;
        eighth = 0;
        Paint();
        if (bulbs.Any(bulb => Rhythms.Blinks(next[bulb.Lamp])))
        {
            alarm.After(Rhythms.Eighth);
        }
        else
        {
            alarm.Stop();
        }
    }

    /// <summary>All dark, for good.</summary>
    public void Dispose()
    {
        alarm.Dispose();
        signal = null;
        Paint();
    }

    private void Tick()
    {
        eighth = (eighth + 1) % Rhythms.Eighths;
        Paint();
        alarm.Again(Rhythms.Eighth);
    }

    private void Paint()
    {
        foreach (var bulb in bulbs)
        {
            var on = signal is not null && Rhythms.IsOn(signal[bulb.Lamp], eighth);
            if (on != bulb.IsOn)
            {
                bulb.IsOn = on;
                lines.Write(bulb.Wiring.Line, bulb.Wiring.LevelWhen(on));
            }
        }
    }

    private sealed record Bulb(Lamp Lamp, LampWiring Wiring)
    {
        public bool IsOn { get; set; }
    }
}
