using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>Looks at the clock; when it can be trusted, deletes once a day what is past its last day. Tells of results that do not open.</summary>
internal sealed class ClockWatch(IVault vault, DeskInbox inbox, AuditWriter audit, TimeProvider time, Func<ClockState> clock, ILogger<ClockWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? purgedOn = null;
        ClockState? told = null;
        var unreadable = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var state = clock();
            if (state != told)
            {
                told = state;
                log.LogInformation("Clock: {State}.", state);
                inbox.Post(new DeskMessage.ClockChecked(state));
            }

            var today = JapanTime.DateOf(time.GetUtcNow());
            if (state == ClockState.Synchronized && purgedOn != today)
            {
                purgedOn = await PurgeAsync(today, stoppingToken) ? today : null;
            }

            if (vault.Unreadable is var now && now > unreadable)
            {
                unreadable = now;
                log.LogError("{Count} kept result(s) do not open with the vault's key: they are in no list. Another stand's vault.db or vault.key, or a damaged file?", now);
                inbox.Post(new DeskMessage.VaultChecked(now));
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> PurgeAsync(DateOnly today, CancellationToken stopping)
    {
        var (deleted, trouble) = await vault.PurgeAsync(today, stopping);
        if (deleted > 0)
        {
            log.LogInformation("{Count} result(s) past their last day were deleted.", deleted);
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultsPurged, Detail: $"count={deleted}"));
        }

        if (trouble is not null)
        {
            log.LogError("What is past its last day could not be deleted: {Trouble}. It is tried again.", trouble);
        }

        return trouble is null;
    }
}
