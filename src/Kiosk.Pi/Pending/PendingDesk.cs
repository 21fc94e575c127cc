using System.Threading.Channels;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Pending;

/// <summary>
/// What waits for staff: counts it for the snapshot whenever it may have changed, and takes checks and closings. Judged here, whatever the screen judged;
/// on disk, and in the snapshot, before anybody hears that it is done.
/// </summary>
internal sealed class PendingDesk(IPendingVault vault, DeskInbox inbox, AuditWriter audit, Func<ClockState> clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>What waits, and today's checks.</summary>
    public Task<VaultRead<PendingList>> ListAsync(CancellationToken cancellation) => vault.PendingAsync(JapanTime.DateOf(time.GetUtcNow()), cancellation);

    /// <summary>One check; the look is audited.</summary>
    public async Task<VaultRead<CheckView>> ViewAsync(Guid checkId, string staff, CancellationToken cancellation)
    {
        var read = await vault.FindCheckAsync(checkId, cancellation);
        if (read.Value is { } view)
        {
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.CheckViewed, view.Check.VisitId, staff, Detail: $"check={checkId}"));
        }

        return read;
    }

    /// <summary>Records a check.</summary>
    public async Task<CheckAnswer> RecordAsync(CheckRequest request, CancellationToken cancellation)
    {
        if (!StaffId.IsGood(request.Staff) || request.Fields is null || request.Fields.Contains(null))
        {
            return new CheckAnswer(PendingResult.Incomplete, CheckId: null, []);
        }

        var now = time.GetUtcNow();
        // A clock that nobody set judges no date: staff look at it on the paper.
        var isUndated = clock() != ClockState.Synchronized;
        var (accepted, faults) = EntryRules.Judge(request.Route, request.Fields, isUndated ? null : JapanTime.DateOf(now));
        if (faults.Count > 0)
        {
            return new CheckAnswer(PendingResult.Incomplete, CheckId: null, faults);
        }

        var check = new AlternativeCheck { Id = Guid.CreateVersion7(now), VisitId = request.VisitId, CheckedAt = now, IsUndated = isUndated, Staff = request.Staff, Route = request.Route, Fields = accepted };
        var done = await ThenAsync(
            () => vault.KeepCheckAsync(check, new AuditEvent(now, AuditKind.CheckRecorded, check.VisitId, check.Staff, Detail: $"check={check.Id} route={check.Route}"), cancellation), cancellation);
        return new CheckAnswer(done, done == PendingResult.Done ? check.Id : null, []);
    }

    /// <summary>Closes a pending visit without a check.</summary>
    public async Task<PendingResult> CloseAsync(Guid visitId, CloseRequest request, CancellationToken cancellation) => request.IsComplete
        ? await ThenAsync(
            () => vault.CloseAsync(
                visitId, request.Reason, request.Note, new AuditEvent(time.GetUtcNow(), AuditKind.PendingClosed, visitId, request.Staff, Detail: $"reason={request.Reason}"), cancellation),
            cancellation)
        : PendingResult.Incomplete;

    /// <summary>Staff looked at a contradiction.</summary>
    public Task<PendingResult> SeeAsync(Guid checkId, string staff, CancellationToken cancellation) => ThenAsync(
        () => vault.SeeContradictionAsync(checkId, new AuditEvent(time.GetUtcNow(), AuditKind.ContradictionSeen, Staff: staff, Detail: $"check={checkId}"), cancellation), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        vault.PendingChanged += OnChanged;
        try
        {
            changes.Writer.TryWrite(true);
            await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
            {
                if (!await CountAsync(stoppingToken))
                {
                    // What the screens show must not stay an old number because the vault was busy once.
                    await Task.Delay(Again, time, stoppingToken);
                    changes.Writer.TryWrite(true);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The desk ends.
        }
        finally
        {
            vault.PendingChanged -= OnChanged;
        }
    }

    private void OnChanged(object? sender, EventArgs args) => changes.Writer.TryWrite(true);

    private async Task<PendingResult> ThenAsync(Func<Task<PendingResult>> change, CancellationToken cancellation)
    {
        var result = await change();
        if (result == PendingResult.Done)
        {
            await CountAsync(cancellation);
        }

        return result;
    }

    // False: the vault could not be read.
    private async Task<bool> CountAsync(CancellationToken cancellation)
    {
        if (await vault.CountPendingAsync(cancellation) is not { } counts)
        {
            return false;
        }

        await inbox.PendingCountedAsync(counts).WaitAsync(cancellation);
        return true;
    }
}
