namespace Kiosk.Card.Pcsc;

/// <summary>A pause of a thread that ends early when it is told to.</summary>
internal sealed class Pause(TimeProvider time) : IDisposable
{
    private readonly ManualResetEventSlim ended = new();

    /// <summary>Ends this pause and all later ones.</summary>
    public void End() => ended.Set();

    /// <summary>True when the pause was ended for good.</summary>
    public bool IsEnded => ended.IsSet;

    public void Dispose() => ended.Dispose();

    /// <summary>Waits.</summary>
    public void Take(TimeSpan length)
    {
        using var over = new CancellationTokenSource(length, time);
        try
        {
            ended.Wait(over.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
