using Kiosk.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>
/// Once a day: says in the log where the audit trail ends, so that a journal that is kept elsewhere bears witness to it; and, when the clock can be trusted, removes rows whose time is over.
/// </summary>
internal sealed class AuditWatch(IVault vault, TrailRetention retention, TimeProvider time, Func<ClockState> clock, ILogger<AuditWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? told = null;
        DateOnly? rotated = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = JapanTime.DateOf(time.GetUtcNow());
            if (rotated != today && clock() == ClockState.Synchronized)
            {
                rotated = await RotateAsync(stoppingToken) ? today : rotated;
            }

            if (told != today && await vault.AuditHeadAsync(stoppingToken) is { } head)
            {
                told = today;
                log.LogInformation("The audit trail ends with {Head}.", head);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // True when nothing is left to remove.
    private async Task<bool> RotateAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var (count, doubtful, trouble) = await vault.RotateAuditAsync(retention.KeptSince(now), now, stopping);
        if (count > 0)
        {
            log.LogInformation("{Count} row(s) of the audit trail were removed after {Years} years.", count, retention.Years);
        }

        if (doubtful)
        {
            log.LogError("Rows of the audit trail whose time is over do not verify: they stay, and so does what comes after them. 'kiosk audit verify' says where.");
        }

        if (trouble is not null)
        {
            log.LogError("Rows of the audit trail whose time is over could not be removed: {Trouble}. It is tried again.", trouble);
        }

        return count == 0 && trouble is null;
    }
}
