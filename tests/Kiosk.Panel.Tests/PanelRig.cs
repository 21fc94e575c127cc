using System.Device.Gpio;
using System.Text;
using Kiosk.Bench.Panel;
using Kiosk.Cards;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Panel.Tests;

/// <summary>A panel on a simulated chip, with a clock that moves in milliseconds as the test says.</summary>
internal sealed class PanelRig : IAsyncDisposable
{
    private const string Layout = "123456789*0#";
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public PanelRig(Wiring? wiring = null, EdgeSupport edges = EdgeSupport.Reported)
    {
        Wiring = wiring ?? new Wiring();
        Driver = new SimulatedGpioDriver(Wiring, Time) { Edges = edges };
        Panel = new VisitorPanel(new GpioController(Driver), Wiring, Time, Troubles.Add);
        Wait(20);
    }

    public Wiring Wiring { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));

    public SimulatedGpioDriver Driver { get; }

    public VisitorPanel Panel { get; }

    public Pin Pin { get; } = new();

    public List<PanelTrouble?> Troubles { get; } = [];

    public int BuzzerChanges => Record().ChangeCount;

    public void Wait(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i++)
        {
            Time.Advance(Millisecond);
        }
    }

    public void Wait(TimeSpan span)
    {
        for (; span > Millisecond; span -= Millisecond)
        {
            Time.Advance(Millisecond);
        }

        Time.Advance(span);
    }

    public void Close(char key) => Driver.SetContact(Layout.IndexOf(key, StringComparison.Ordinal), closed: true);

    public void Open(char key) => Driver.SetContact(Layout.IndexOf(key, StringComparison.Ordinal), closed: false);

    public void Press(string keys, int hold = 60, int gap = 60)
    {
        foreach (var key in keys)
        {
            Close(key);
            Wait(hold);
            Open(key);
            Wait(gap);
        }
    }

    public List<PanelKey> Keys()
    {
        List<PanelKey> keys = [];
        while (Panel.Keys.TryRead(out var key))
        {
            keys.Add(key);
        }

        return keys;
    }

    public string Typed() => Pin.Consume(Encoding.ASCII.GetString);

    /// <summary>The one digit that was typed.</summary>
    public char TypedDigit()
    {
        Pin.Type((byte)'0');
        Pin.Type((byte)'0');
        Pin.Type((byte)'0');
        return Typed()[0];
    }

    public OutputRecord Record(Lamp lamp) => Driver.RecordOf(Wiring.Lamps[lamp].Line);

    public OutputRecord Record() => Driver.RecordOf(Wiring.Buzzer.Line);

    /// <summary>The names of what the buzzer played, without the clicks.</summary>
    public string Heard() => string.Join(' ', SoundMeter.Measure(Record()).Select(played => played.Sound).Where(name => name != "click"));

    public async ValueTask DisposeAsync()
    {
        await Panel.DisposeAsync();
        Pin.Dispose();
    }
}
