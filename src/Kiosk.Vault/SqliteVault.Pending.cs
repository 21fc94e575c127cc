using Kiosk.Alternatives;

namespace Kiosk.Vault;

/// <content>What is pending, and the checks by paper.</content>
public sealed partial class SqliteVault
{
    /// <inheritdoc />
    public event EventHandler? PendingChanged;

    /// <inheritdoc />
    public Task<PendingCounts?> CountPendingAsync(CancellationToken cancellation) =>
        RunAsync(() => new PendingCounts(pending.Count(), checks.CountContradicted()), _ => (PendingCounts?)null, cancellation);

    /// <inheritdoc />
    public Task<PendingList?> PendingAsync(DateOnly day, CancellationToken cancellation) =>
        RunAsync(() => new PendingList(pending.Open(), checks.Lines(day)), _ => (PendingList?)null, cancellation);

    /// <inheritdoc />
    public Task<CheckView?> FindCheckAsync(Guid checkId, CancellationToken cancellation) => RunAsync(() => checks.Find(checkId), _ => null, cancellation);

    /// <inheritdoc />
    public Task<PendingResult> KeepCheckAsync(AlternativeCheck check, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(check);
        return ChangeAsync(
            () =>
            {
                using var transaction = connection.BeginTransaction();
                if (check.VisitId is not null && !pending.Check(check))
                {
                    return false;
                }

                checks.Keep(check);
                transaction.Commit();
                return true;
            },
            cancellation);
    }

    /// <inheritdoc />
    public Task<PendingResult> CloseAsync(Guid visitId, CloseReason reason, string? note, DateTimeOffset now, CancellationToken cancellation) => ChangeAsync(
        () =>
        {
            using var transaction = connection.BeginTransaction();
            var isDone = pending.Close(visitId, reason, note, now);
            transaction.Commit();
            return isDone;
        },
        cancellation);

    /// <inheritdoc />
    public Task<PendingResult> SeeContradictionAsync(Guid checkId, CancellationToken cancellation) => ChangeAsync(() => checks.See(checkId), cancellation);

    private async Task<PendingResult> ChangeAsync(Func<bool> change, CancellationToken cancellation)
    {
        var result = await RunAsync(() => change() ? PendingResult.Done : PendingResult.NotPending, _ => PendingResult.NotWritten, cancellation);
        PendingChanged?.Invoke(this, EventArgs.Empty);
        return result;
    }
}
