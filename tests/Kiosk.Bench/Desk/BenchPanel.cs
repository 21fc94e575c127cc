using System.Device.Gpio;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Panel;
using Kiosk.Pi;
using Kiosk.Signals;

namespace Kiosk.Bench.Desk;

/// <summary>The desk's panel on simulated lines, with a socket through which its keys are pressed and its lamps seen.</summary>
internal sealed class BenchPanel : IAsyncDisposable
{
    private readonly BenchFolder folder;
    private PanelServer? server;

    public BenchPanel(BenchFolder folder) => this.folder = folder;

    /// <inheritdoc cref="OpenPanel"/>
    public Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<string> onTrouble)
    {
        var driver = new SimulatedGpioDriver(wiring, time);
        server = new PanelServer(folder.Path, driver, wiring, time);
        return new GpioPanel(new GpioController(driver), wiring, time, onTrouble);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
