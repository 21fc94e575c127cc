using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Pi.Desk;

/// <summary>A panel that comes back by itself: when its chip or keypad went away, or was not there at the start, it is opened again until it works.</summary>
internal sealed class ReturningPanel : IPanel
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 1, 2, 5, 10 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly Lock gate = new();
    private readonly Channel<PanelKey> keys = Channel.CreateUnbounded<PanelKey>();
    private readonly CancellationTokenSource end = new();
    private readonly Channel<string> losses = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Func<Action<PanelTrouble?>, Opened<IPanel>> open;
    private readonly TimeProvider time;
    private readonly Action<PanelTrouble?> onChange;
    private readonly Task returning;
    private IPanel? panel;
    private Pin? listening;
    private Signal? shown;

    /// <param name="open">Opens the panel; the callback hears of its trouble.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="onChange">Told each trouble, and null when there is none any more; must return at once.</param>
    public ReturningPanel(Func<Action<PanelTrouble?>, Opened<IPanel>> open, TimeProvider time, Action<PanelTrouble?> onChange)
    {
        (this.open, this.time, this.onChange) = (open, time, onChange);
        var problem = TryOpen();
        if (problem is not null)
        {
            onChange(new PanelTrouble(PanelFault.Lost, problem));
        }

        returning = ReturnAsync(problem);
    }

    public ChannelReader<PanelKey> Keys => keys.Reader;

    public void Listen(Pin? pin)
    {
        lock (gate)
        {
            listening = pin;
            panel?.Listen(pin);
        }
    }

    public void Show(Signal signal)
    {
        lock (gate)
        {
            shown = signal;
            panel?.Show(signal);
        }
    }

    public void TestLamps()
    {
        lock (gate)
        {
            panel?.TestLamps();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await returning;
#pragma warning restore VSTHRD003
        await CloseAsync();
        keys.Writer.TryComplete();
        end.Dispose();
    }

    private async Task ReturnAsync(string? problem)
    {
        try
        {
            while (true)
            {
                for (var attempt = 0; problem is not null; attempt++)
                {
                    await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length - 1)], time, end.Token);
                    // Until then what is left of it goes on: lamps may work without a keypad.
                    await CloseAsync();
                    var next = TryOpen();
                    if (next != problem)
                    {
                        onChange(next is null ? null : new PanelTrouble(PanelFault.Lost, next));
                    }

                    problem = next;
                }

                problem = await losses.Reader.ReadAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The stand ends.
        }
    }

    // What is wrong, or null: it works.
    private string? TryOpen()
    {
        var told = new Troubles(OnTrouble);
        var opened = open(told.Tell);
        if (opened.Value is not { } found)
        {
            return opened.Problem;
        }

        lock (gate)
        {
            panel = found;
            if (shown is not null)
            {
                found.Show(shown);
            }

            found.Listen(listening);
        }

        _ = ForwardAsync(found);
        var problem = told.PassOn();
        if (problem is null)
        {
            found.TestLamps();
        }

        return problem;
    }

    private async Task CloseAsync()
    {
        IPanel? closed;
        lock (gate)
        {
            closed = panel;
            panel = null;
        }

        if (closed is not null)
        {
            await closed.DisposeAsync();
        }
    }

    private async Task ForwardAsync(IPanel from)
    {
        try
        {
            await foreach (var key in from.Keys.ReadAllAsync())
            {
                keys.Writer.TryWrite(key);
            }
        }
        catch (Exception defect)
        {
            keys.Writer.TryComplete(defect);
        }
    }

    // The panel's own thread, under its lock.
    private void OnTrouble(PanelTrouble? trouble)
    {
        onChange(trouble);
        if (trouble is { Fault: PanelFault.Lost } lost)
        {
            losses.Writer.TryWrite(lost.Words);
        }
    }

    /// <summary>What a panel tells while it is being opened is the answer to that; what it tells later is passed on.</summary>
    private sealed class Troubles(Action<PanelTrouble?> later)
    {
        private readonly Lock gate = new();
        private string? early;
        private bool isOpen;

        public void Tell(PanelTrouble? trouble)
        {
            lock (gate)
            {
                if (!isOpen)
                {
                    early = trouble is { Fault: PanelFault.Lost } ? trouble.Words : early;
                    return;
                }
            }

            later(trouble);
        }

        public string? PassOn()
        {
            lock (gate)
            {
                isOpen = true;
                return early;
            }
        }
    }
}
