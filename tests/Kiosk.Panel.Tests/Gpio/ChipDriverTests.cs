using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Panel.Gpio;

namespace Kiosk.Panel.Tests.Gpio;

public sealed class ChipDriverTests
{
    private const int Row = 5, Column = 16;
    private const uint Settle = 50_000;

    private static TimeProvider Time => TimeProvider.System;

    [Fact]
    public void Read_FirstAfterALineWasSwitched_WaitsUntilTheWiresHaveSettled()
    {
        using var chip = new GpioController(new ChipDriver(new GpioController(new SimulatedGpioDriver(new Wiring(), Time)), "/dev/null", Settle));
        chip.OpenPin(Row, PinMode.InputPullUp);
        chip.OpenPin(Column, PinMode.InputPullUp);
        // From the switching on: whoever is late to read waits no longer.
        var switched = Time.GetTimestamp();
        chip.SetPinMode(Row, PinMode.Output);
        chip.Read(Column);
        var first = Time.GetElapsedTime(switched);
        var again = Time.GetTimestamp();
        chip.Read(Column);
        var second = Time.GetElapsedTime(again);

        Assert.True(first.TotalMicroseconds >= Settle, $"{first}");
        Assert.True(second < first / 2, $"{second}");
    }

    [Fact]
    public void Watch_ChipWithoutEdges_TheLineCanBeReadOn()
    {
        using var chip = new GpioController(new ChipDriver(new GpioController(new SimulatedGpioDriver(new Wiring(), Time)), "/dev/null", settle: 0));
        chip.OpenPin(Column, PinMode.InputPullUp);

        Assert.ThrowsAny<IOException>(() => chip.RegisterCallbackForPinValueChangedEvent(Column, PinEventTypes.Falling, (_, _) => { }));

        Assert.Equal(PinValue.High, chip.Read(Column));
    }
}
