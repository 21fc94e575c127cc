using System.Device.Gpio;
using System.Threading.Channels;
using Kiosk.Cards;
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
    private readonly Lamps lamps;
    private readonly Buzzer buzzer;
    private readonly Speech speech;
    private readonly KeyListener listener;
    private readonly string[] keyRows;
    private Signal? shown;
    private bool isClosed;

    /// <summary>Takes the lines; from here on the panel owns the controller.</summary>
    /// <param name="controller">The chip, as <see cref="PanelChip"/> opens it; null where the wiring has none.</param>
    /// <param name="wiring">What is wired, and how.</param>
    /// <param name="time">The clock of all rhythms.</param>
    /// <param name="onTrouble">
    /// Told when trouble begins (perhaps before this constructor returns), and null when a stuck key is free again; it must return at once and not call the panel.
    /// A panel that is lost touches nothing any more.
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
        lines = new Lines(controller, trouble => onTrouble?.Invoke(new PanelTrouble(trouble, IsLost: true)));
        lamps = new Lamps(lines, wiring.Lamps, time, gate);
        buzzer = new Buzzer(lines, wiring.Buzzer, new Loudness(wiring, time), time, gate);
        speech = new Speech(Language.Japanese, (_, _) => { }, () => { }, time, gate);
        listener = new KeyListener(speech, buzzer.Click, time, gate);
        lock (gate)
        {
            lamps.Open();
            buzzer.Open();
            if (controller is not null && wiring.Keypad == KeypadKind.Gpio)
            {
                var matrix = new KeyMatrix(lines, wiring.RowLines(), wiring.ColumnLines());
                keypad = new Keypad(matrix, TimeSpan.FromMilliseconds(wiring.SettleMilliseconds), time, gate, (row, column) => listener.Pressed(keyRows[row][column]), listener.Released, OnStuck);
                keypad.Start(wiring.KeyEdges);
            }
        }
    }

    /// <inheritdoc />
    public ChannelReader<PanelKey> Keys => listener.Keys;

    /// <summary>Why the panel no longer works (the chip went away, a line is taken), for staff; null while it does. It touches no line from then on.</summary>
    public string? Trouble => lines.Trouble;

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
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return ValueTask.CompletedTask;
            }

            isClosed = true;
            listener.Dispose();
            speech.Dispose();
            lamps.Dispose();
            buzzer.Dispose();
            keypad?.Stop();
        }

        keypad?.Dispose();
        lines.Close();
        return ValueTask.CompletedTask;
    }

    private void OnStuck(bool isStuck) => onTrouble?.Invoke(isStuck
        ? new PanelTrouble("A key of the keypad has been down for 20 seconds: free it, or look at its wires.", IsLost: false)
        : null);
}
