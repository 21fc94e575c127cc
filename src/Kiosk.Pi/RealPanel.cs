using Kiosk.Panel;
using Kiosk.Pi.Desk;
using Kiosk.Signals;

namespace Kiosk.Pi;

/// <summary>The panel on the computer's own lines.</summary>
internal static class RealPanel
{
    /// <inheritdoc cref="OpenPanel"/>
    public static Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<string> onTrouble)
    {
        if (wiring.Chip == NoPanel.Chip)
        {
            return new NoPanel();
        }

        var opened = PanelChip.Open(wiring);
        return opened.Controller is { } controller
            ? new GpioPanel(controller, wiring, time, onTrouble)
            : Opened<IPanel>.Not(ExitCode.Unavailable, $"Panel:Chip: {opened.Trouble}");
    }
}
