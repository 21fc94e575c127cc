using Kiosk.Desk;

namespace Kiosk.Pi.Desk;

/// <summary>The desk that may be running on this computer.</summary>
internal static class RunningDesk
{
    /// <summary>How it is; null when none runs.</summary>
    public static async Task<Snapshot?> FindAsync(string socket, TimeProvider time, CancellationToken stop)
    {
        using var desk = new HttpDeskClient(socket, time);
        try
        {
            return await desk.SnapshotAsync(stop);
        }
        catch (DeskUnreachableException)
        {
            return null;
        }
    }
}
