using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Pi.Desk;

/// <summary>A stand without keypad, lamps and buzzer (<c>Panel:Chip = none</c>): staff guide the visitor, and identity is confirmed by method A only.</summary>
internal sealed class NoPanel : IPanel
{
    public const string Chip = "none";

    private readonly Channel<PanelKey> keys = Channel.CreateBounded<PanelKey>(1);

    public ChannelReader<PanelKey> Keys => keys.Reader;

    public void Listen(Pin? pin)
    {
        // There is no key to listen to.
    }

    public void Show(Signal signal)
    {
        // There is no lamp to light.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
