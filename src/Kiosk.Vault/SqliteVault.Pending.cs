using Kiosk.Alternatives;
using Kiosk.Records;

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
    public Task<VaultRead<PendingList>> PendingAsync(DateOnly day, CancellationToken cancellation) => ReadAsync(() => new PendingList(pending.Open(), checks.Lines(day)), cancellation);

    /// <inheritdoc />
    public Task<VaultRead<CheckView>> FindCheckAsync(Guid checkId, CancellationToken cancellation) => ReadAsync(() => checks.Find(checkId), cancellation);

    /// <inheritdoc />
    public Task<PendingResult> KeepCheckAsync(AlternativeCheck check, AuditEvent done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(check);
        return ChangeAsync(
            () =>
            {
                if (check.VisitId is not null && !pending.Check(check))
                {
                    return false;
                }

                checks.Keep(check);
                Date(check.Id, check.IsUndated);
                return true;
            },
            done, cancellation);
    }

    /// <inheritdoc />
    public Task<PendingResult> CloseAsync(Guid visitId, CloseReason reason, string? note, AuditEvent done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        return ChangeAsync(() => pending.Close(visitId, reason, note, done.At), done, cancellation);
    }

    /// <inheritdoc />
    public Task<PendingResult> SeeContradictionAsync(Guid checkId, AuditEvent done, CancellationToken cancellation) => ChangeAsync(() => checks.See(checkId), done, cancellation);

    private async Task<PendingResult> ChangeAsync(Func<bool> change, AuditEvent done, CancellationToken cancellation)
    {
        var result = await RunAsync(() => ChangeAudited(change, done) ? PendingResult.Done : PendingResult.NotPending, _ => PendingResult.NotWritten, cancellation);
        PendingChanged?.Invoke(this, EventArgs.Empty);
        return result;
    }
}
