using System.Device.Gpio;
using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>
/// The visitor's side of the desk on GPIO lines. Digits go straight into the PIN; no other object, queue or log carries which digit it was, and all keys click alike.
/// Two keys at once count as none until all keys are up.
/// </summary>
public sealed class GpioPanel : IPanel
{
    // More than a hand types while the desk is busy; what does not fit does not click, so the visitor knows.
    private const int KeysWaiting = 32;

    private readonly Lock gate = new();
    private readonly Channel<PanelKey> keys = Channel.CreateBounded<PanelKey>(new BoundedChannelOptions(KeysWaiting) { SingleWriter = true });
    private readonly string[] keyRows;
    private readonly Lines lines;
    private readonly Keypad keypad;
    private readonly Lamps lamps;
    private readonly Buzzer buzzer;
    private Pin? listening;
    private Signal? shown;
    private bool isClosed;

    /// <summary>Takes the lines; from here on the panel owns the controller.</summary>
    /// <param name="controller">The chip, as <see cref="PanelChip"/> opens it.</param>
    /// <param name="wiring">Which line does what.</param>
    /// <param name="time">The clock of all rhythms.</param>
    /// <param name="onTrouble">Told <see cref="Trouble"/> once, when it begins (perhaps before this constructor returns); it must return at once and not call the panel.</param>
    /// <exception cref="ArgumentException">The wiring has <see cref="Wiring.Problems"/>.</exception>
    public GpioPanel(GpioController controller, Wiring wiring, TimeProvider time, Action<string>? onTrouble = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(time);
        if (wiring.Problems() is [_, ..] problems)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(wiring));
        }

        keyRows = WiringRules.KeyRows(wiring);
        lines = new Lines(controller, onTrouble);
        lamps = new Lamps(lines, wiring.Lamps, time, gate);
        buzzer = new Buzzer(lines, wiring.Buzzer, time, gate);
        var matrix = new KeyMatrix(lines, wiring.RowLines(), wiring.ColumnLines());
        keypad = new Keypad(matrix, TimeSpan.FromMilliseconds(wiring.SettleMilliseconds), time, gate, OnPressed);
        lock (gate)
        {
            lamps.Open();
            buzzer.Open();
            keypad.Start(wiring.KeyEdges);
        }
    }

    /// <inheritdoc />
    public ChannelReader<PanelKey> Keys => keys.Reader;

    /// <summary>Why the panel no longer works (the chip went away, a line is taken), for staff; null while it does. It touches no line from then on.</summary>
    public string? Trouble => lines.Trouble;

    /// <inheritdoc />
    public void Listen(Pin? pin)
    {
        lock (gate)
        {
            listening = pin;
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
            listening = null;
            lamps.Dispose();
            buzzer.Dispose();
            keypad.Stop();
        }

        keypad.Dispose();
        lines.Close();
        keys.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void OnPressed(int row, int column)
    {
        if (listening is null)
        {
            return;
        }

        var key = Take(keyRows[row][column], listening);
        if (keys.Writer.TryWrite(key))
        {
            buzzer.Click();
        }
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
