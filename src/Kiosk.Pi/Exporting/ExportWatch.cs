using System.Threading.Channels;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Exports;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Exporting;

/// <summary>
/// Puts every result into the folder for other programs, once it is on disk and beside the visit, which never waits for it. What could not be put there is
/// tried again, also after a restart; what is past its last day is taken away again.
/// </summary>
internal sealed class ExportWatch(
    Func<ExportSettings> settings, IVault vault, FacilityCode facility, SnapshotFeed feed, DeskInbox inbox, ExportDesk exports, AuditWriter audit, TimeProvider time, Func<ClockState> clock,
    ILogger<ExportWatch> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    // A network folder whose computer is away may hold a write for minutes, or for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<(Guid, ExportFormat)> written = [];
    private ExportTrouble? told;
    private bool isProbed;
    private DateOnly? tidiedOn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings().Folder is not { } path)
        {
            return;
        }

        var folder = new ExportFolder(path);
        var following = RingAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            Tell(await HandOverAsync(folder, stoppingToken) ?? await TidyAsync(folder, stoppingToken));
            await WaitAsync(stoppingToken);
        }

        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<ExportTrouble?> HandOverAsync(ExportFolder folder, CancellationToken stop)
    {
        var (visits, unread) = await vault.UnexportedAsync(stop);
        foreach (var visit in visits ?? [])
        {
            (var result, unread) = await vault.FindAsync(visit, stop);
            if (unread is not null)
            {
                break;
            }

            // It does not open with the key.
            if (result is null)
            {
                continue;
            }

            if (await HandOverAsync(folder, result, stop) is { } trouble)
            {
                return trouble;
            }

            // With trouble it is found again, and written anew when the desk has restarted.
            if (await vault.ExportedAsync(visit, stop) is null)
            {
                written.RemoveWhere(one => one.Item1 == visit);
            }
        }

        if (unread is { } why)
        {
            log.LogError("Results that are to be exported cannot be read: {Trouble}. It is tried again.", why);
        }

        return null;
    }

    private async Task<ExportTrouble?> HandOverAsync(ExportFolder folder, KeptResult result, CancellationToken stop)
    {
        var how = settings();
        foreach (var format in how.Formats.Where(format => !written.Contains((result.VisitId, format))))
        {
            if (ExportFile.Of(result, format, facility, how.Encoding) is not { } file)
            {
                continue;
            }

            if (await AwaitedAsync(() => folder.Write(file), stop) is { } trouble)
            {
                return trouble;
            }

            written.Add((result.VisitId, format));
            exports.Audit(result.VisitId, format, staff: null, "to=folder");
        }

        return null;
    }

    // What is past its last day is judged by a clock that can be trusted only.
    private async Task<ExportTrouble?> TidyAsync(ExportFolder folder, CancellationToken stop)
    {
        var today = JapanTime.DateOf(time.GetUtcNow());
        if (clock() != ClockState.Synchronized || tidiedOn == today)
        {
            // Also before anybody comes, so that it is mended by then.
            var found = isProbed && told is null ? null : await AwaitedAsync(folder.Probe, stop);
            isProbed = true;
            return found;
        }

        var removed = 0;
        var trouble = await AwaitedAsync(() => folder.RemovePast(today, out removed), stop);
        if (removed > 0)
        {
            log.LogInformation("{Count} exported file(s) past their last day were removed.", removed);
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultsPurged, Detail: $"exportedFiles={removed}"));
        }

        tidiedOn = trouble is null ? today : null;
        return trouble;
    }

    private async Task<ExportTrouble?> AwaitedAsync(Func<ExportTrouble?> work, CancellationToken stop)
    {
        var underWay = Task.Run(work, CancellationToken.None);
        try
        {
            return await underWay.WaitAsync(Patience, time, stop);
        }
        catch (TimeoutException)
        {
            // Told meanwhile; a second one beside it would wait for the same.
            Tell(ExportTrouble.Silent);
            return await underWay.WaitAsync(stop);
        }
    }

    private void Tell(ExportTrouble? trouble)
    {
        if (trouble == told)
        {
            return;
        }

        told = trouble;
        if (trouble is { } known)
        {
            log.LogError("Export:Folder '{Folder}' {Trouble} It is tried again.", settings().Folder, ExportTroubles.Of(known));
        }
        else
        {
            log.LogInformation("Export:Folder '{Folder}' can be written again.", settings().Folder);
        }

        inbox.Post(new DeskMessage.ExportsChecked(trouble));
    }

    // Until a result is kept, or it is time to try again.
    private async Task WaitAsync(CancellationToken stop)
    {
        using var soon = new CancellationTokenSource(Again, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(soon.Token, stop);
        try
        {
            await bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // It is time.
        }
    }

    private async Task RingAsync(CancellationToken stop)
    {
        Guid? kept = null;
        await foreach (var snapshot in feed.FollowAsync(stop))
        {
            if (((snapshot.Visit is { Kept: true } visit ? visit : snapshot.LastVisit) is { Kept: true } last) && last.Id != kept)
            {
                kept = last.Id;
                bell.Writer.TryWrite(true);
            }
        }
    }
}
