using System.Device.Gpio;

namespace Kiosk.Panel;

/// <summary>The GPIO lines, such that a chip which went away is trouble that is told, not an exception. After the first trouble no line is touched any more.</summary>
/// <param name="controller">The chip; null where the panel has none: then nothing is touched.</param>
internal sealed class Lines(GpioController? controller, Action<string>? onTrouble)
{
    private volatile string? trouble;

    /// <summary>Why the lines are not touched any more; null while they work.</summary>
    public string? Trouble => trouble;

    /// <summary>Opens a line; <paramref name="level"/> is what it drives whenever it is an output.</summary>
    public void Open(int line, PinMode mode, PinValue level) => Try(line, () => controller!.OpenPin(line, mode, level));

    public void SetMode(int line, PinMode mode) => Try(line, () => controller!.SetPinMode(line, mode));

    public void Write(int line, PinValue level) => Try(line, () =>
    {
        controller!.Write(line, level);
        // The driver of libgpiod 1 says nothing of a chip that is gone while it writes; while it reads it does.
        _ = controller.Read(line);
    });

    /// <summary>False also when the line cannot be read.</summary>
    public bool IsLow(int line)
    {
        var level = PinValue.High;
        Try(line, () => level = controller!.Read(line));
        return level == PinValue.Low;
    }

    /// <summary>Calls back on falling edges. False where the line cannot give them, which is no trouble.</summary>
    public bool Watch(int line, PinChangeEventHandler onFalling)
    {
        try
        {
            controller!.RegisterCallbackForPinValueChangedEvent(line, PinEventTypes.Falling, onFalling);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Ends a watch. Not to be called under the panel's lock: drivers wait here for callbacks under way, which wait for the lock.</summary>
    public void Unwatch(int line, PinChangeEventHandler onFalling) => Try(line, () => controller!.UnregisterCallbackForPinValueChangedEvent(line, onFalling));

    /// <summary>Gives all lines back. Not to be called under the panel's lock.</summary>
    public void Close()
    {
        try
        {
            controller?.Dispose();
        }
        catch (Exception e)
        {
            Fail("closing", e);
        }
    }

    // Drivers throw whatever they like (IOException, GpiodException, InvalidOperationException, ...): the types have no base in common.
    private void Try(int line, Action use) => Try($"line {line}", use);

    /// <summary>Does something that drivers may refuse with whatever they like.</summary>
    public void Try(string what, Action use)
    {
        if (trouble is not null || controller is null)
        {
            return;
        }

        try
        {
            use();
        }
        catch (Exception e)
        {
            Fail(what, e);
        }
    }

    private void Fail(string what, Exception e)
    {
        if (trouble is null)
        {
            trouble = $"GPIO, {what}: {e.Message}";
            onTrouble?.Invoke(trouble);
        }
    }
}
