namespace Kiosk.Panel.Evdev;

/// <summary>The USB keypad of a panel: when it is not there or was pulled out, it is looked for until it is back, while lamps, buzzer and voice go on.</summary>
internal sealed class ReturningKeypad : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 1, 2, 5, 10 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly Func<EvdevOpened> open;
    private readonly Func<EvdevOpened, Action<string>, EvdevKeypad> listen;
    private readonly TimeProvider time;
    private readonly Action<string?> onTrouble;
    private readonly CancellationTokenSource end = new();
    private readonly Task returning;

    /// <param name="open">Looks for the device.</param>
    /// <param name="listen">Makes a keypad of a device without trouble; its trouble is to be told to the callback.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="onTrouble">Told what is wrong, perhaps before this constructor returns and more than once, and null when the keypad is there.</param>
    public ReturningKeypad(Func<EvdevOpened> open, Func<EvdevOpened, Action<string>, EvdevKeypad> listen, TimeProvider time, Action<string?> onTrouble)
    {
        (this.open, this.listen, this.time, this.onTrouble) = (open, listen, time, onTrouble);
        var first = open();
        onTrouble(first.Trouble);
        returning = ReturnAsync(first);
    }

    /// <summary>Gives the device back. Not to be called under the panel's lock.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await returning;
#pragma warning restore VSTHRD003
        end.Dispose();
    }

    private async Task ReturnAsync(EvdevOpened device)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                if (device.Trouble is null)
                {
                    await ListenAsync(device);
                    attempt = 0;
                }

                await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length - 1)], time, end.Token);
                device = open();
                onTrouble(device.Trouble);
            }
        }
        catch (OperationCanceledException)
        {
            // The panel ends.
        }
    }

    // Until it goes away.
    private async Task ListenAsync(EvdevOpened device)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var keypad = listen(device, trouble =>
        {
            onTrouble(trouble);
            gone.SetResult();
        });
        await gone.Task.WaitAsync(end.Token);
    }
}
