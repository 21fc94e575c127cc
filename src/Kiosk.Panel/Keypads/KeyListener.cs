using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>
/// What the keys mean. Digits go straight into the PIN; no other object, queue or log carries which digit it was. 0 held for two seconds is no digit: it is taken back,
/// and what was said last is said again. Always under the panel's lock.
/// </summary>
internal sealed class KeyListener : IDisposable
{
    private const int MostWaiting = 32;

    /// <summary>So long 0 is held to hear the last sentence again.</summary>
    private static readonly TimeSpan ToRepeat = TimeSpan.FromSeconds(2);

    /// <summary>Within this time a second 0 belongs to the first.</summary>
    private static readonly TimeSpan ToSwitch = TimeSpan.FromSeconds(2);

    // More than a hand types while the desk is busy; what does not fit does not click, so the visitor knows.
    private readonly Channel<PanelKey> keys = Channel.CreateBounded<PanelKey>(new BoundedChannelOptions(MostWaiting) { SingleWriter = true });
    private readonly TimeProvider time;
    private readonly Speech speech;
    private readonly Action click;
    private readonly Alarm held;
    private Pin? listening;
    private bool isClosed;
    private Pin? digitFor;
    private long? zeroAt;

    public KeyListener(Speech speech, Action click, TimeProvider time, Lock gate)
    {
        (this.speech, this.click, this.time) = (speech, click, time);
        held = new Alarm(time, gate, OnHeld);
    }

    public ChannelReader<PanelKey> Keys => keys.Reader;

    /// <summary>Told which key it was, instead of anything else; for the self-test, where nobody types a PIN.</summary>
    public Action<char>? Probe { get; set; }

    /// <summary>Which key, once for each press; <see cref="Released"/> comes after it, when all keys are up.</summary>
    public void Pressed(char symbol)
    {
        if (isClosed)
        {
            return;
        }

        if (Probe is not null)
        {
            click();
            Probe(symbol);
            return;
        }

        var first = zeroAt;
        zeroAt = null;
        if (symbol == '0')
        {
            held.After(ToRepeat);
        }

        if (listening is not null)
        {
            Type(symbol, listening);
        }
        else if (symbol == '0' && first is { } before && time.GetElapsedTime(before) < ToSwitch && speech.SwitchLanguage())
        {
            click();
        }
        else if (speech.Prompt())
        {
            click();
            zeroAt = symbol == '0' ? time.GetTimestamp() : null;
        }
    }

    public void Released()
    {
        held.Stop();
        digitFor = null;
    }

    public void Listen(Pin? pin) => listening = pin;

    public void Dispose()
    {
        isClosed = true;
        held.Dispose();
        listening = digitFor = null;
        keys.Writer.TryComplete();
    }

    private void Type(char symbol, Pin pin)
    {
        if (keys.Writer.TryWrite(Take(symbol, pin)))
        {
            click();
            digitFor = symbol == '0' ? pin : null;
        }
    }

    // The PIN may be another visitor's by now: his is not touched.
    private void OnHeld()
    {
        // With the PIN empty again, the desk asks for it as before, and that is the sentence.
        if (digitFor is { } pin && pin == listening && !pin.TakeBack())
        {
            keys.Writer.TryWrite(PanelKey.TakenBack);
        }
        else
        {
            speech.Repeat();
        }

        digitFor = null;
    }

    private static PanelKey Take(char symbol, Pin pin)
    {
        switch (symbol)
        {
            case '*':
                pin.Clear();
                return PanelKey.Clear;
            case '#':
                return PanelKey.Confirm;
            default:
                pin.Type((byte)symbol);
                return PanelKey.Digit;
        }
    }
}
