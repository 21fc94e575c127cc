using System.Device.Gpio;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Panel;
using Kiosk.Pi;
using Kiosk.Signals;

namespace Kiosk.Bench.Desk;

/// <summary>The desk's panel on simulated lines, with a socket through which its keys are pressed, its lamps seen, and its chip pulled out.</summary>
internal sealed class BenchPanel : IAsyncDisposable
{
    private readonly BenchFolder folder;
    private SimulatedGpioDriver? driver;
    private PanelServer? server;

    public BenchPanel(BenchFolder folder) => this.folder = folder;

    /// <inheritdoc cref="OpenPanel"/>
    public Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble)
    {
        if (!wiring.HasChip)
        {
            return new VisitorPanel(controller: null, wiring, time, onTrouble);
        }

        driver ??= new SimulatedGpioDriver(wiring, time);
        server ??= new PanelServer(folder.Path, driver, wiring, time);
        return driver.IsGone
            ? Opened<IPanel>.Not(ExitCode.Unavailable, "Panel:Chip: the simulated chip is unplugged.")
            : new VisitorPanel(new GpioController(driver), wiring, time, onTrouble);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
