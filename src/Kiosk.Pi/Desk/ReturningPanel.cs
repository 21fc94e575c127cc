using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Pi.Desk;

/// <summary>A panel that comes back by itself: when its chip went away, or was not there at the start, it is opened again until it works.</summary>
internal sealed class ReturningPanel : IPanel
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 1, 2, 5, 10 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Longer than any sentence: what is left of the panel says to its end that the visitor should see the staff.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Channel<PanelKey> keys = Channel.CreateUnbounded<PanelKey>();
    private readonly CancellationTokenSource end = new();
    private readonly Channel<PanelTrouble> losses = Channel.CreateBounded<PanelTrouble>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Func<Action<PanelTrouble?>, Opened<IPanel>> open;
    private readonly TimeProvider time;
    private readonly Action<PanelTrouble?> onChange;
    private readonly Task returning;
    private IPanel? panel;
    private Pin? listening;
    private Signal? shown;
    private SoundSettings? sound;

    /// <param name="open">Opens the panel; the callback hears of its trouble.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="onChange">Told each trouble, and null when there is none any more; must return at once.</param>
    public ReturningPanel(Func<Action<PanelTrouble?>, Opened<IPanel>> open, TimeProvider time, Action<PanelTrouble?> onChange)
    {
        (this.open, this.time, this.onChange) = (open, time, onChange);
        returning = ReturnAsync(TryOpen(before: null));
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

    public void Set(SoundSettings sound)
    {
        lock (gate)
        {
            this.sound = sound;
            panel?.Set(sound);
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

    private async Task ReturnAsync(PanelTrouble? trouble)
    {
        try
        {
            while (true)
            {
                for (var attempt = 0; trouble is { Fault: PanelFault.Lost }; attempt++)
                {
                    await Task.Delay(IsVisitorSpokenTo() ? LastWords : Pauses[Math.Min(attempt, Pauses.Length - 1)], time, end.Token);
                    await CloseAsync();
                    trouble = TryOpen(trouble);
                }

                trouble = await losses.Reader.ReadAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The stand ends.
        }
        catch (Exception defect)
        {
            // Whoever reads the keys ends with it, and the desk is started again.
            keys.Writer.TryComplete(defect);
        }
    }

    private bool IsVisitorSpokenTo()
    {
        lock (gate)
        {
            return panel is not null && shown is { IsAtRest: false };
        }
    }

    // What is wrong, or null: it works. Told when it is something else than before.
    private PanelTrouble? TryOpen(PanelTrouble? before)
    {
        var troubles = new Troubles(before, OnTrouble, onChange);
        var opened = open(troubles.Tell);
        if (opened.Value is not { } found)
        {
            return troubles.Answer(new PanelTrouble(PanelFault.Lost, opened.Problem));
        }

        lock (gate)
        {
            panel = found;
            if (sound is not null)
            {
                found.Set(sound);
            }

            if (shown is not null)
            {
                found.Show(shown);
            }

            found.Listen(listening);
        }

        _ = ForwardAsync(found);
        var trouble = troubles.Answer(null);
        if (trouble is not { Fault: PanelFault.Lost })
        {
            found.TestLamps();
        }

        return trouble;
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
        if (trouble is { Fault: PanelFault.Lost })
        {
            losses.Writer.TryWrite(trouble);
        }
    }

    /// <summary>What a panel tells while it is being opened is the answer to that; what it tells later is passed on, and never before that answer.</summary>
    private sealed class Troubles(PanelTrouble? before, Action<PanelTrouble?> later, Action<PanelTrouble?> answer)
    {
        private readonly Lock gate = new();
        private PanelTrouble? early;
        private bool isOpen;

        public void Tell(PanelTrouble? trouble)
        {
            lock (gate)
            {
                if (isOpen)
                {
                    later(trouble);
                }
                else
                {
                    early = trouble;
                }
            }
        }

        public PanelTrouble? Answer(PanelTrouble? instead)
        {
            lock (gate)
            {
                isOpen = true;
                var trouble = instead ?? early;
                if (trouble != before)
                {
                    answer(trouble);
                }

                return trouble;
            }
        }
    }
}
