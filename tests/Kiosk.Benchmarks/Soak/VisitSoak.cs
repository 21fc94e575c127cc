using Kiosk.Bench.Desk;
using Kiosk.Benchmarks.Desk;

namespace Kiosk.Benchmarks.Soak;

/// <summary>Many whole visits in a row on a whole desk.</summary>
internal static class VisitSoak
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int visits, TextWriter output, CancellationToken stop)
    {
        await using var up = new RunningUp("{}");
        await up.UntilReadyAsync();
        await using var desk = new SnapshotFollower(up.Desk);
        await desk.UntilIdleAsync(stop);
        var visitors = new Visitors(up, desk);
        var pid = up.Facts.KioskPid;
        var log = new SoakLog(visits, "desk", () => (ProcessSize.Of(up.Facts.KioskPid), ProcessSize.Of(up.Facts.PcscdPid)), managedHeap: null, output);
        await output.WriteLineAsync($"{visits} visits at a whole desk (kiosk-bench up; process {pid}), every tenth with a wrong PIN first, a card pulled in the VERIFY, a driving licence, or method A, in turns.");
        await log.BeginAsync();
        try
        {
            for (var number = 0; number < visits && !log.IsHopeless; number++)
            {
                var failure = await visitors.VisitAsync(number, stop);
                if (up.Facts.KioskPid != pid)
                {
                    failure = $"{failure} The desk died and was started again.";
                    pid = up.Facts.KioskPid;
                }

                await log.VisitedAsync(failure);
                if (failure is not null)
                {
                    await visitors.ResetAsync(stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told with the table so far.
        }

        return await log.EndAsync();
    }
}
