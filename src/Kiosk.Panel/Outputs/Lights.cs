using Kiosk.Signals;

namespace Kiosk.Panel.Outputs;

/// <summary>What the four lamps are made of.</summary>
internal abstract class Lights
{
    public static Lights Of(Lines lines, LampsWiring wiring) => wiring.Rgb is { } rgb ? new RgbLight(lines, rgb) : new SeparateLights(lines, wiring);

    public abstract void Open();

    /// <summary>Lights the lamps that are to be lit now.</summary>
    public abstract void Paint(Func<Lamp, bool> isOn);

    public abstract void Close();
}

/// <summary>Four lamps in four places.</summary>
internal sealed class SeparateLights(Lines lines, LampsWiring wiring) : Lights
{
    // Faster than any eye.
    private const int Frequency = 500;

    private readonly (Lamp Lamp, Output Output)[] bulbs = [.. Enum.GetValues<Lamp>().Select(lamp => (lamp, OutputOf(lines, wiring[lamp])))];

    public override void Open() => Array.ForEach(bulbs, bulb => bulb.Output.Open());

    public override void Paint(Func<Lamp, bool> isOn) => Array.ForEach(bulbs, bulb => bulb.Output.Set(isOn(bulb.Lamp)));

    public override void Close() => Array.ForEach(bulbs, bulb => bulb.Output.Close());

    private static Output OutputOf(Lines lines, LampWiring lamp) => lamp.Pwm is { } pwm
        ? new PwmOutput(lines, pwm, Frequency, () => lamp.Brightness / 100.0)
        : new LineOutput(lines, lamp.Line, lamp.ActiveLow);
}

/// <summary>One lamp of three colours. At each moment it has the colour of the most pressing lamp that would be lit: STOP red, WAIT yellow, GO green, CARD blue.</summary>
internal sealed class RgbLight(Lines lines, RgbWiring wiring) : Lights
{
    private readonly LineOutput red = new(lines, wiring.Red, wiring.ActiveLow);
    private readonly LineOutput green = new(lines, wiring.Green, wiring.ActiveLow);
    private readonly LineOutput blue = new(lines, wiring.Blue, wiring.ActiveLow);

    public override void Open()
    {
        red.Open();
        green.Open();
        blue.Open();
    }

    public override void Paint(Func<Lamp, bool> isOn)
    {
        Lamp? lit = isOn(Lamp.Stop) ? Lamp.Stop : isOn(Lamp.Wait) ? Lamp.Wait : isOn(Lamp.Go) ? Lamp.Go : isOn(Lamp.Card) ? Lamp.Card : null;
        red.Set(lit is Lamp.Stop or Lamp.Wait);
        green.Set(lit is Lamp.Wait or Lamp.Go);
        blue.Set(lit is Lamp.Card);
    }

    public override void Close()
    {
        red.Close();
        green.Close();
        blue.Close();
    }
}
