using Kiosk.Panel.Outputs;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The buzzer: plays melodies, and clicks on top of them without changing their course.</summary>
internal sealed class Buzzer : IDisposable
{
    private static readonly TimeSpan ClickLength = TimeSpan.FromMilliseconds(6);

    /// <summary>The silence before a melody that follows another: without it one beep and two would sound like three.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    private readonly Output output;
    private readonly Loudness loudness;
    private readonly TimeProvider time;
    private readonly Alarm step;
    private readonly Alarm clickEnd;
    private Melody? melody;
    private long? toneEnded;
    private int next;
    private bool isResting;
    private bool isTone;
    private bool isClick;

    public Buzzer(Lines lines, BuzzerWiring wiring, Loudness loudness, TimeProvider time, Lock gate)
    {
        output = OutputOf(lines, wiring, loudness);
        this.loudness = loudness;
        this.time = time;
        step = new Alarm(time, gate, Step);
        clickEnd = new Alarm(time, gate, EndClick);
    }

    public void Open() => output.Open();

    /// <summary>Begins a sound, breaking off the one before. <see cref="Sound.None"/> lets the present one end, and not begin again.</summary>
    public void Play(Sound sound)
    {
        var wanted = Melodies.Of(sound);
        if (wanted is null)
        {
            LetEnd();
            return;
        }

        melody = wanted;
        next = 0;
        isResting = false;
        SetTone(on: false);
        var silence = toneEnded is { } ended ? time.GetElapsedTime(ended) : Breath;
        if (silence < Breath)
        {
            step.After(Breath - silence);
        }
        else
        {
            step.Now();
        }
    }

    /// <summary>The answer to a key: short, and the same for all keys.</summary>
    public void Click()
    {
        isClick = true;
        Write();
        clickEnd.After(ClickLength);
    }

    /// <summary>Silence, for good.</summary>
    public void Dispose()
    {
        step.Dispose();
        clickEnd.Dispose();
        isTone = isClick = false;
        output.Close();
    }

    /// <summary>Returns when nothing of it runs any more. Not to be called under the panel's lock.</summary>
    public void AwaitEnd() => output.AwaitEnd();

    private void LetEnd()
    {
        if (isResting)
        {
            step.Stop();
            melody = null;
            isResting = false;
        }
        else
        {
            melody = melody is null ? null : melody with { RepeatAfter = null };
        }
    }

    private void Step()
    {
        isResting = false;
        if (next < melody!.Milliseconds.Length)
        {
            SetTone(on: int.IsEvenInteger(next));
            step.Again(TimeSpan.FromMilliseconds(melody.Milliseconds[next++]));
            return;
        }

        SetTone(on: false);
        if (melody.RepeatAfter is { } period)
        {
            next = 0;
            isResting = true;
            step.Again(TimeSpan.FromMilliseconds(period - melody.Milliseconds.Sum()));
        }
        else
        {
            melody = null;
        }
    }

    private void EndClick()
    {
        isClick = false;
        Write();
    }

    private void SetTone(bool on)
    {
        toneEnded = isTone && !on ? time.GetTimestamp() : toneEnded;
        isTone = on;
        Write();
    }

    private void Write() => output.Set((isTone || isClick) && loudness.Percent > 0);

    // A square wave is loudest when it is on for half of the time.
    private static Output OutputOf(Lines lines, BuzzerWiring wiring, Loudness loudness) => wiring switch
    {
        { Kind: BuzzerKind.Active } => new LineOutput(lines, wiring.Line, wiring.ActiveLow),
        { Pwm: { } pwm } => new PwmOutput(lines, pwm, wiring.Frequency, () => loudness.Percent / 200.0),
        _ => new ToneOutput(lines, wiring.Line, wiring.Frequency),
    };
}
