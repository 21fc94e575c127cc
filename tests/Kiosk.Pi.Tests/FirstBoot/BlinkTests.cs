using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.FirstBoot;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.FirstBoot;

public sealed class BlinkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blink").FullName;
    private readonly KioskOptions options = new();

    public BlinkTests() => options.Desk.Socket = Path.Combine(folder, "desk.sock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Blink_ATrouble_FlashesStopAsOftenAsItsNumberAndEndsWhenItIsMended()
    {
        // So that whatever follows a delay happens while the time is advanced.
        SynchronizationContext.SetSynchronizationContext(null);
        BootStatus.Tell(BootStatus.PathOf(options), new BootProblem(BootTrouble.Refused, []));
        var wiring = new Wiring();
        var driver = new SimulatedGpioDriver(wiring, TimeProvider.System);
        var time = new FakeTimeProvider();

        var blinking = new BlinkVerb(options, (_, _, onTrouble) => new VisitorPanel(new GpioController(driver), wiring, TimeProvider.System, onTrouble), time, TextWriter.Null).RunAsync(TestContext.Current.CancellationToken);
        var flashes = 0;
        var wasOn = false;
        for (var step = 0; step < 30; step++)
        {
            var isOn = driver.RecordOf(wiring.Lamps.Stop.Line).IsOn;
            flashes += isOn && !wasOn ? 1 : 0;
            wasOn = isOn;
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal((int)BootTrouble.Refused, flashes);
        Assert.All([Lamp.Card, Lamp.Go, Lamp.Wait], lamp => Assert.False(driver.RecordOf(wiring.Lamps[lamp].Line).IsOn));

        BootStatus.Forget(BootStatus.PathOf(options));
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(ExitCode.Done, await blinking);
    }
}
