using System.Device.Gpio;

namespace Kiosk.Panel.Gpio;

/// <summary>
/// libgpiod's driver for a chip with a keypad. It waits for edges in the kernel, so that an idle stand costs nothing: libgpiod's own looks for them twenty times a second, on a
/// thread of the pool for each line. And it reads only when the wires have settled, sooner than a timer would: those count in ticks of 4 ms.
/// </summary>
/// <param name="driver">libgpiod's.</param>
/// <param name="chip">The chip's file.</param>
/// <param name="settle">How long the wires need after a line was switched, in microseconds.</param>
internal sealed class ChipDriver(GpioController driver, string chip, uint settle) : GpioDriver
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, EdgeLine> watched = [];
    private bool wasSwitched;

    protected override int PinCount => driver.PinCount;

    protected override void OpenPin(int pinNumber) => driver.OpenPin(pinNumber);

    protected override void ClosePin(int pinNumber)
    {
        Unwatch(pinNumber)?.Dispose();
        if (driver.IsPinOpen(pinNumber))
        {
            driver.ClosePin(pinNumber);
        }
    }

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        driver.SetPinMode(pinNumber, mode);
        Volatile.Write(ref wasSwitched, true);
    }

    // The level is that of the line whenever it is an output, which a controller takes only while it opens it.
    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        driver.ClosePin(pinNumber);
        driver.OpenPin(pinNumber, mode, initialValue);
    }

    protected override PinMode GetPinMode(int pinNumber) => driver.GetPinMode(pinNumber);

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => driver.IsPinModeSupported(pinNumber, mode);

    protected override PinValue Read(int pinNumber)
    {
        if (Interlocked.Exchange(ref wasSwitched, false))
        {
            _ = Native.USleep(settle);
        }

        EdgeLine? line;
        lock (gate)
        {
            watched.TryGetValue(pinNumber, out line);
        }

        return line?.Read() ?? driver.Read(pinNumber);
    }

    protected override void Write(int pinNumber, PinValue value) => driver.Write(pinNumber, value);

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        var mode = driver.GetPinMode(pinNumber);
        driver.ClosePin(pinNumber);
        try
        {
            var line = new EdgeLine(chip, pinNumber, mode == PinMode.InputPullUp, eventTypes, () => callback(this, new PinValueChangedEventArgs(eventTypes, pinNumber)));
            lock (gate)
            {
                watched.Add(pinNumber, line);
            }
        }
        catch (IOException)
        {
            driver.OpenPin(pinNumber, mode);
            throw;
        }
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        if (Unwatch(pinNumber) is { } line)
        {
            line.Dispose();
            driver.OpenPin(pinNumber, PinMode.Input);
        }
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        driver.WaitForEvent(pinNumber, eventTypes, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        foreach (var line in watched.Keys.ToArray())
        {
            Unwatch(line)?.Dispose();
        }

        driver.Dispose();
        base.Dispose(disposing);
    }

    private EdgeLine? Unwatch(int line)
    {
        lock (gate)
        {
            return watched.Remove(line, out var found) ? found : null;
        }
    }
}
