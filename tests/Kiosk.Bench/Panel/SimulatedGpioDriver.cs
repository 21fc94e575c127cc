using System.Device.Gpio;
using Kiosk.Panel;

namespace Kiosk.Bench.Panel;

/// <summary>
/// A GPIO chip with a keypad, four lamps and a buzzer wired to it. A line's level follows from what is driven and pulled on the lines that closed contacts join it with;
/// columns report their edges; every change of an output is recorded.
/// </summary>
public sealed class SimulatedGpioDriver : GpioDriver
{
    private const int LineCount = 54;
    private const int ChangesKept = 4096;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(0.5);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Contacts contacts;
    private readonly PinMode[] modes = new PinMode[LineCount];
    private readonly bool[] outputs = new bool[LineCount];
    private readonly HashSet<int> open = [];
    private readonly List<(int Line, PinEventTypes Types, PinChangeEventHandler Callback)> watchers = [];
    private readonly Dictionary<int, LineRecorder> recorders;
    private readonly int[] columns;
    private bool[] columnLevels;
    private long lastLook;
    private bool isGone;

    public SimulatedGpioDriver(Wiring wiring, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        this.time = time;
        columns = [.. wiring.ColumnLines()];
        contacts = new Contacts([.. wiring.RowLines()], columns) { HaveResistors = wiring.PullUps == PullUps.External };
        recorders = Enum.GetValues<Signals.Lamp>().Select(lamp => (wiring.Lamps[lamp].Line, wiring.Lamps[lamp].ActiveLow)).Append((wiring.Buzzer.Line, wiring.Buzzer.ActiveLow))
            .ToDictionary(output => output.Line, output => new LineRecorder(output.ActiveLow, ChangesKept));
        columnLevels = Levels();
    }

    /// <summary>What the chip calls its lines.</summary>
    public static IReadOnlyList<string> LineNames { get; } = [.. Enumerable.Range(0, LineCount).Select(line => $"GPIO{line}")];

    /// <summary>How often a column was read so far: tells a hand that the keypad has looked at what it did.</summary>
    public int Looks { get; private set; }

    /// <summary>How often the keypad looked twice at once so far, with nothing switched in between, which it does only to come to rest: tells a hand that the next key counts.</summary>
    public int Rests { get; private set; }

    /// <summary>How lines report their edges.</summary>
    public EdgeSupport Edges { get; init; } = EdgeSupport.Reported;

    /// <summary>The chip was pulled out: every use fails, its lamps are dark. Plugged in again, it knows nothing of before.</summary>
    public bool IsGone
    {
        get => isGone;
        set
        {
            lock (gate)
            {
                isGone = value;
                open.Clear();
                watchers.Clear();
                for (var line = 0; line < LineCount; line++)
                {
                    SetMode(line, PinMode.Input);
                }
            }
        }
    }

    /// <summary>How often a high output was joined with a low one, which burns real chips.</summary>
    public int ShortCircuits => contacts.ShortCircuits;

    /// <summary>How often lines were read, driven or changed.</summary>
    public int Uses { get; private set; }

    /// <summary>How often the chip was asked to pull a line.</summary>
    public int Pulls { get; private set; }

    /// <summary>The lines in use.</summary>
    public int OpenLines
    {
        get { lock (gate) { return open.Count; } }
    }

    /// <inheritdoc />
    protected override int PinCount => LineCount;

    /// <summary>Closes or opens a contact: row after row, 0 to 11.</summary>
    public void SetContact(int contact, bool closed) => Change(() => contacts[contact] = closed, isUse: false);

    /// <summary>What a lamp or the buzzer did.</summary>
    public OutputRecord RecordOf(int line)
    {
        lock (gate)
        {
            return recorders[line].Copy();
        }
    }

    /// <inheritdoc />
    protected override void OpenPin(int pinNumber) => Change(() => open.Add(pinNumber));

    /// <inheritdoc />
    protected override void ClosePin(int pinNumber) => Change(() =>
    {
        open.Remove(pinNumber);
        SetMode(pinNumber, PinMode.Input);
    });

    /// <inheritdoc />
    protected override void SetPinMode(int pinNumber, PinMode mode) => SetPinMode(pinNumber, mode, PinValue.Low);

    /// <inheritdoc />
    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) => Change(() =>
    {
        outputs[pinNumber] = initialValue == PinValue.High;
        SetMode(pinNumber, mode);
        lastLook = 0;
    });

    /// <inheritdoc />
    protected override PinMode GetPinMode(int pinNumber)
    {
        lock (gate)
        {
            return modes[pinNumber];
        }
    }

    /// <inheritdoc />
    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.InputPullUp or PinMode.InputPullDown or PinMode.Output;

    /// <inheritdoc />
    protected override PinValue Read(int pinNumber)
    {
        lock (gate)
        {
            Use();
            Looks += columns.Contains(pinNumber) ? 1 : 0;
            if (pinNumber == columns[0])
            {
                Rests += lastLook != 0 && time.GetElapsedTime(lastLook) < AtOnce ? 1 : 0;
                lastLook = time.GetTimestamp();
            }

            return contacts.LevelOf(pinNumber, modes, outputs);
        }
    }

    /// <inheritdoc />
    protected override void Write(int pinNumber, PinValue value) => Change(() =>
    {
        outputs[pinNumber] = value == PinValue.High;
        Record(pinNumber);
    });

    /// <inheritdoc />
    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        lock (gate)
        {
            Use();
            if (Edges == EdgeSupport.Refused)
            {
                throw new IOException("The line cannot report edges.");
            }

            watchers.Add((pinNumber, eventTypes, callback));
        }
    }

    /// <inheritdoc />
    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        lock (gate)
        {
            Use();
            watchers.RemoveAll(watcher => watcher.Line == pinNumber && watcher.Callback == callback);
        }
    }

    /// <inheritdoc />
    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This chip calls back; it does not wait.");

    private void Use()
    {
        Uses++;
        if (isGone)
        {
            throw new IOException("No such device.");
        }
    }

    private void SetMode(int line, PinMode mode)
    {
        Pulls += mode is PinMode.InputPullUp or PinMode.InputPullDown ? 1 : 0;
        modes[line] = mode;
        Record(line);
    }

    private void Record(int line)
    {
        if (recorders.TryGetValue(line, out var recorder))
        {
            recorder.Record(time.GetUtcNow(), modes[line] == PinMode.Output, outputs[line]);
        }
    }

    // Edges are told outside the lock, as by a real driver's own thread: who is called may use the lines at once.
    private void Change(Action change, bool isUse = true)
    {
        List<(PinChangeEventHandler Callback, PinValueChangedEventArgs Edge)> calls = [];
        lock (gate)
        {
            if (isUse)
            {
                Use();
            }

            change();
            var before = columnLevels;
            columnLevels = Levels();
            if (Edges == EdgeSupport.Reported)
            {
                calls.AddRange(
                    from column in Enumerable.Range(0, columns.Length)
                    where before[column] != columnLevels[column]
                    let type = columnLevels[column] ? PinEventTypes.Rising : PinEventTypes.Falling
                    from watcher in watchers
                    where watcher.Line == columns[column] && watcher.Types.HasFlag(type)
                    select (watcher.Callback, new PinValueChangedEventArgs(type, watcher.Line)));
            }
        }

        foreach (var (callback, edge) in calls)
        {
            callback(this, edge);
        }
    }

    private bool[] Levels() => [.. columns.Select(column => contacts.LevelOf(column, modes, outputs) == PinValue.High)];
}

/// <summary>How a chip reports edges.</summary>
public enum EdgeSupport
{
    /// <summary>By calling back.</summary>
    Reported,

    /// <summary>Not at all, and says so.</summary>
    Refused,

    /// <summary>Not at all, and does not say so.</summary>
    Silent,
}
