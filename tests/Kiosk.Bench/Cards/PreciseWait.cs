namespace Kiosk.Bench.Cards;

/// <summary>Waits to a fraction of a millisecond: a timer is late by one or two, and on a busy machine by several.</summary>
internal static class PreciseWait
{
    private static readonly TimeSpan TimerIsLate = TimeSpan.FromMilliseconds(8);

    /// <summary>Until so much has passed since a timestamp.</summary>
    public static async Task UntilAsync(long since, TimeSpan time, CancellationToken cancellation)
    {
        if (time - TimeProvider.System.GetElapsedTime(since) - TimerIsLate is var bulk && bulk > TimeSpan.Zero)
        {
            await Task.Delay(bulk, TimeProvider.System, cancellation);
        }

        while (TimeProvider.System.GetElapsedTime(since) < time)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
