using System.Globalization;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>Looks at the clock, and audits when it is set; when it can be trusted, deletes once a day what is past its last day. Tells of results that do not open.</summary>
internal sealed class ClockWatch(IVault vault, DeskInbox inbox, AuditWriter audit, TimeProvider time, Func<ClockState> clock, ILogger<ClockWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // A time server that follows gently moves the clock by 15 ms in this interval at most.
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(1);

    private (DateTimeOffset Clock, long Counted)? looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? purgedOn = null;
        ClockState? told = null;
        var unreadable = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            AuditJump();
            var state = clock();
            if (state != told)
            {
                told = state;
                // What was kept meanwhile is to be dated, and may be past.
                purgedOn = null;
                log.LogInformation("Clock: {State}.", state);
                audit.Write(state == ClockState.Synchronized
                    ? new AuditEvent(time.GetUtcNow(), AuditKind.ClockTrusted)
                    : new AuditEvent(time.GetUtcNow(), AuditKind.ClockNotTrusted, Detail: $"state={state}"));
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
                audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultsUnreadable, Detail: $"count={now}"));
                inbox.Post(new DeskMessage.VaultChecked(now));
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What the clock says beside what the computer counted: seen by whoever reads the times around it. While the computer sleeps, it does not count.
    private void AuditJump()
    {
        (DateTimeOffset Clock, long Counted) now = (time.GetUtcNow(), time.GetTimestamp());
        if (looked is { } before && now.Clock - before.Clock - time.GetElapsedTime(before.Counted, now.Counted) is var by && by.Duration() > Jump)
        {
            log.LogWarning("The clock was set by {Seconds} s.", (long)by.TotalSeconds);
            audit.Write(new AuditEvent(now.Clock, AuditKind.ClockJumped, Detail: string.Create(CultureInfo.InvariantCulture, $"seconds={(long)by.TotalSeconds:+0;-0}")));
        }

        looked = now;
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
