using System.Device.Gpio;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Bench.Voice;
using Kiosk.Panel;
using Kiosk.Pi;
using Kiosk.Signals;

namespace Kiosk.Bench.Desk;

/// <summary>The desk's panel on simulated lines, with a socket through which its keys are pressed, its lamps seen, its voice heard, and its chip pulled out.</summary>
internal sealed class BenchPanel : IAsyncDisposable
{
    private readonly BenchFolder folder;
    private SimulatedGpioDriver? driver;
    private PanelServer? server;
    private Ear? ear;

    public BenchPanel(BenchFolder folder) => this.folder = folder;

    /// <inheritdoc cref="OpenPanel"/>
    public Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble)
    {
        var (onChip, unknown) = wiring.OnChip("the simulated chip", SimulatedGpioDriver.LineNames);
        return onChip is null ? Opened<IPanel>.Not(ExitCode.Unavailable, $"Panel:Chip: {unknown}") : OpenOnChip(onChip, time, onTrouble);
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (ear?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private Opened<IPanel> OpenOnChip(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble)
    {
        driver ??= new SimulatedGpioDriver(wiring, time);
        ear ??= new Ear(folder.Path, time);
        server ??= new PanelServer(folder.Path, driver, wiring, time, ear);
        return driver.IsGone && wiring.HasChip
            ? Opened<IPanel>.Not(ExitCode.Unavailable, "Panel:Chip: the simulated chip is unplugged.")
            : new VisitorPanel(wiring.HasChip ? new GpioController(driver) : null, wiring, time, onTrouble);
    }
}
