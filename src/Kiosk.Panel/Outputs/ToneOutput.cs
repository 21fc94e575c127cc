using System.Device.Gpio;

namespace Kiosk.Panel.Outputs;

/// <summary>
/// A passive buzzer on a plain line: a thread of its own makes the tone by switching the line, and sleeps while it is silent. Rougher than PWM, and the processor's
/// to pay for while it sounds; for a line that has no PWM.
/// </summary>
/// <param name="frequency">Hertz.</param>
internal sealed class ToneOutput(Lines lines, int line, int frequency) : Output
{
    private readonly object turn = new();
    private bool sounds;
    private bool ends;
    private Thread? thread;

    public override void Open()
    {
        lines.Open(line, PinMode.Output, PinValue.Low);
        thread = new Thread(Sound) { IsBackground = true, Name = "buzzer", Priority = ThreadPriority.AboveNormal };
        thread.Start();
    }

    public override void Close()
    {
        base.Close();
        Tell(() => ends = true);
    }

    // The thread may be telling trouble, for which it needs the panel's lock.
    public override void AwaitEnd() => thread?.Join();

    protected override void Switch(bool on) => Tell(() => sounds = on);

    private void Tell(Action change)
    {
        lock (turn)
        {
            change();
            Monitor.Pulse(turn);
        }
    }

    private void Sound()
    {
        var half = (uint)(1_000_000 / frequency / 2);
        while (AwaitSound())
        {
            lines.Write(line, PinValue.High);
            _ = Native.USleep(half);
            lines.Write(line, PinValue.Low);
            _ = Native.USleep(half);
        }
    }

    private bool AwaitSound()
    {
        lock (turn)
        {
            while (!sounds && !ends)
            {
                Monitor.Wait(turn);
            }

            return !ends;
        }
    }
}
