using Kiosk.Panel;
using Kiosk.Signals;

namespace Kiosk.Pi;

/// <summary>The panel on the computer's own lines.</summary>
internal static class RealPanel
{
    /// <inheritdoc cref="OpenPanel"/>
    public static Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble)
    {
        if (!wiring.HasChip)
        {
            return new VisitorPanel(controller: null, wiring, time, onTrouble);
        }

        var opened = PanelChip.Open(wiring);
        return opened.Controller is { } controller
            ? new VisitorPanel(controller, opened.Wiring!, time, onTrouble)
            : Opened<IPanel>.Not(ExitCode.Unavailable, $"Panel:Chip: {opened.Trouble}");
    }
}
