using System.Globalization;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Vault.Aside;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Watches;

/// <summary>Looks after vaults that were set aside: tells of them in the log, the trail and on the screen, and, when the clock can be trusted, deletes once a day what is past its last day.</summary>
internal sealed class AsideWatch(
    IVault vault, VaultsAside asides, TrailRetention retention, DeskInbox inbox, AuditWriter audit, TimeProvider time, Func<ClockState> clock, ILogger<AsideWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>What the trail says of one.</summary>
    public static AuditEvent Of(AuditKind kind, VaultAside aside, DateTimeOffset now, string? more = null) => new(now, kind, Detail: $"{more}aside={aside.Name}");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        AsideView? told = null;
        DateOnly? purgedOn = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var aside in asides.All().Where(aside => !aside.IsAudited))
            {
                await AuditAsync(aside, stoppingToken);
            }

            var today = JapanTime.DateOf(time.GetUtcNow());
            if (purgedOn != today && clock() == ClockState.Synchronized)
            {
                purgedOn = Purge(today) ? today : purgedOn;
            }

            var view = asides.All().Where(aside => !aside.IsSeen).Select(aside => new AsideView(aside.Reason, aside.At, aside.Path)).FirstOrDefault();
            if (view != told)
            {
                told = view;
                Log(view);
                inbox.Post(new DeskMessage.AsideChecked(view));
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // In the trail first, and then noted: the power may go in between, and twice is better than never.
    private async Task AuditAsync(VaultAside aside, CancellationToken stopping)
    {
        var reason = $"reason={Code.Of(aside.Reason)} ";
        if (await vault.AuditAsync([Of(AuditKind.VaultSetAside, aside, time.GetUtcNow(), reason)], stopping) is null)
        {
            asides.Audited(aside);
        }
    }

    private void Log(AsideView? view)
    {
        if (view is not null)
        {
            log.LogError("The vault could not be opened ({Reason}) and lies in {Folder}: its results cannot be looked at, a new vault serves. 'kiosk vault aside' says more.", view.Reason, view.Folder);
        }
    }

    // True when all is gone that should be.
    private bool Purge(DateOnly today)
    {
        var isDone = true;
        foreach (var aside in asides.All())
        {
            var (deleted, isGone, trouble) = asides.Purge(aside, today, retention.KeptSince(time.GetUtcNow()));
            if (deleted > 0)
            {
                log.LogInformation("{Count} result(s) past their last day were deleted in {Aside}.", deleted, aside.Name);
                audit.Write(Of(AuditKind.ResultsPurged, aside, time.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"count={deleted} ")));
            }

            if (isGone)
            {
                log.LogInformation("{Aside} was deleted: nothing in it may be kept any longer.", aside.Name);
                audit.Write(Of(AuditKind.AsideDeleted, aside, time.GetUtcNow()));
            }

            if (trouble is not null)
            {
                isDone = false;
                log.LogError("What is past its last day in {Aside} could not be deleted: {Trouble}. It is tried again.", aside.Name, trouble);
            }
        }

        return isDone;
    }
}
