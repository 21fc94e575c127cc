using System.Device.Gpio;
using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Panel.Evdev;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>
/// The visitor's side of the desk. Digits go straight into the PIN; no other object, queue or log carries which digit it was, and all keys click alike.
/// Two keys at once count as none until all keys are up.
/// </summary>
public sealed class VisitorPanel : IPanel
{
    private readonly Lock gate = new();
    private readonly Action<PanelTrouble?>? onTrouble;
    private readonly Lines lines;
    private readonly Keypad? keypad;
    private readonly ReturningKeypad? usbKeypad;
    private readonly Voice voice;
    private readonly Loudness loudness;
    private readonly Lamps lamps;
    private readonly Buzzer buzzer;
    private readonly Speech speech;
    private readonly KeyListener listener;
    private readonly string[] keyRows;
    private Signal? shown;
    private string? lost;
    private string? keypadLost;
    private bool isStuck;
    private string? silent;
    private PanelTrouble? told;
    private bool isClosed;

    /// <summary>Takes the lines; from here on the panel owns the controller.</summary>
    /// <param name="controller">The chip, as <see cref="PanelChip"/> opens it; null where the wiring has none.</param>
    /// <param name="wiring">What is wired, and how.</param>
    /// <param name="time">The clock of all rhythms.</param>
    /// <param name="onTrouble">
    /// Told once what is wrong (perhaps before this constructor returns), and null when nothing is any more; under the panel's lock: it must return at once and not call the panel.
    /// A chip that is lost does not come back to this panel; a USB keypad does.
    /// </param>
    /// <exception cref="ArgumentException">The wiring has <see cref="Wiring.Problems"/>.</exception>
    public VisitorPanel(GpioController? controller, Wiring wiring, TimeProvider time, Action<PanelTrouble?>? onTrouble = null)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(time);
        if (wiring.Problems() is [_, ..] problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(wiring));
        }

        this.onTrouble = onTrouble;
        keyRows = WiringRules.KeyRows(wiring);
        lines = new Lines(controller, OnLost);
        lamps = new Lamps(lines, wiring.Lamps, time, gate);
        loudness = new Loudness(wiring.Sound(), time);
        buzzer = new Buzzer(lines, wiring.Buzzer, loudness, time, gate);
        voice = new Voice(wiring.Voice, time, OnVoice, hasEnter: wiring.Keypad == KeypadKind.Evdev);
        speech = new Speech(wiring.Voice.SpokenLanguage(), (sentence, language) => Say(sentence, language, wiring.Voice.Volume), voice.BeQuiet, time, gate);
        listener = new KeyListener(speech, buzzer.Click, time, gate);
        lock (gate)
        {
            lamps.Open();
            buzzer.Open();
            if (wiring.Keypad == KeypadKind.Evdev)
            {
                usbKeypad = new ReturningKeypad(
                    () => EvdevChoice.Open(wiring.KeypadDevice), (device, lost) => new EvdevKeypad(device, time, gate, listener.Pressed, _ => listener.Released(), lost, OnStuck), time, OnKeypad);
            }
            else if (controller is not null)
            {
                var matrix = new KeyMatrix(lines, wiring.RowLines(), wiring.ColumnLines(), wiring.PullUps);
                keypad = new Keypad(matrix, time, gate, (row, column) => listener.Pressed(keyRows[row][column]), listener.Released, OnStuck);
                keypad.Start(wiring.KeyEdges);
            }
        }
    }

    /// <inheritdoc />
    public ChannelReader<PanelKey> Keys => listener.Keys;

    /// <summary>Why the panel no longer works (the chip or the keypad went away, a line is taken), for staff; null while it does.</summary>
    public string? Trouble
    {
        get { lock (gate) { return lost ?? keypadLost; } }
    }

    /// <inheritdoc />
    public void Listen(Pin? pin)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                listener.Listen(pin);
            }
        }
    }

    /// <inheritdoc />
    public void Show(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        lock (gate)
        {
            if (isClosed || signal == shown)
            {
                return;
            }

            shown = signal;
            lamps.Show(signal);
            buzzer.Play(signal.Sound);
            speech.Show(signal);
        }
    }

    /// <summary>For the self-test, in which nobody types a PIN: from now on tells which key is pressed, and keys mean nothing else.</summary>
    /// <param name="onKey">0 to 9, * or #; called under the panel's lock, it must return at once.</param>
    public void ProbeKeys(Action<char> onKey)
    {
        lock (gate)
        {
            listener.Listen(null);
            listener.Probe = onKey;
        }
    }

    /// <inheritdoc />
    public void Set(SoundSettings sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        lock (gate)
        {
            loudness.Set(sound);
            speech.Set(sound.Language);
        }
    }

    /// <inheritdoc />
    public void TestLamps()
    {
        lock (gate)
        {
            if (!isClosed)
            {
                lamps.Test();
            }
        }
    }

    /// <summary>Switches everything off and gives the lines back.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            isClosed = true;
            listener.Dispose();
            speech.Dispose();
            lamps.Dispose();
            buzzer.Dispose();
            keypad?.Stop();
        }

        keypad?.Dispose();
        await (usbKeypad?.DisposeAsync() ?? ValueTask.CompletedTask);
        buzzer.AwaitEnd();
        lines.Close();
        await voice.DisposeAsync();
    }

    private void Say(Sentence sentence, Language language, int volume)
    {
        voice.Volume = volume * loudness.Percent / 100;
        voice.Say(sentence, language);
    }

    private void OnLost(string words) => Tell(() => lost = words);

    private void OnKeypad(string? words) => Tell(() => keypadLost = words);

    private void OnStuck(bool stuck) => Tell(() => isStuck = stuck);

    private void OnVoice(string? words) => Tell(() => silent = words);

    // The worst of what is wrong.
    private void Tell(Action change)
    {
        lock (gate)
        {
            change();
            var worst = lost is not null ? new PanelTrouble(PanelFault.Lost, lost)
                : keypadLost is not null ? new PanelTrouble(PanelFault.KeypadLost, keypadLost)
                : isStuck ? new PanelTrouble(PanelFault.KeyStuck, "A key of the keypad has been down for 20 seconds: free it, or look at its wires.")
                : silent is not null ? new PanelTrouble(PanelFault.VoiceSilent, $"The voice is silent: {silent}")
                : null;
            if (!isClosed && worst != told)
            {
                told = worst;
                onTrouble?.Invoke(worst);
            }
        }
    }
}
