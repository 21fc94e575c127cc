using System.Runtime.ExceptionServices;
using Kiosk.Desk;

namespace Kiosk.Screen.Model;

/// <summary>Follows the desk. However fast snapshots come, the screen's thread gets only the newest, one at a time.</summary>
internal sealed class DeskWatch(IDesk desk, TimeProvider time, Action<Action> post, Action<Snapshot?> take)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Snapshot? newest;
    private bool posted;

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await FollowAsync(stop).ConfigureAwait(false);
                Tell(snapshot: null);
                await Task.Delay(Pause, time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception defect)
        {
            var caught = ExceptionDispatchInfo.Capture(defect);
            post(caught.Throw);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var snapshot in desk.WatchAsync(stop).WithCancellation(stop).ConfigureAwait(false))
            {
                Tell(snapshot);
            }
        }
        catch (DeskUnreachableException)
        {
            // Told as what it is by whoever called: the desk is lost, and tried again.
        }
    }

    private void Tell(Snapshot? snapshot)
    {
        lock (gate)
        {
            newest = snapshot;
            if (posted)
            {
                return;
            }

            posted = true;
        }

        post(Take);
    }

    private void Take()
    {
        Snapshot? snapshot;
        lock (gate)
        {
            snapshot = newest;
            posted = false;
        }

        take(snapshot);
    }
}
