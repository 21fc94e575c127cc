using System.Globalization;
using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Keys;
using Kiosk.Vault.Pending;
using Kiosk.Vault.Searching;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The vault in a folder: <c>vault.db</c> (SQLite) and <c>vault.key</c>, or <c>vault.key.cred</c>. One connection, one caller at a time, never on the caller's thread.</summary>
public sealed partial class SqliteVault : IVault, IPendingVault, IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SqliteConnection connection;
    private readonly VaultLock taken;
    private readonly HeldKeys held;
    private readonly Sealer sealer;
    private readonly PersonMarks marks;
    private readonly SealedResults results;
    private readonly SealedTickets tickets;
    private readonly AskedVisits asked;
    private readonly PendingVisits pending;
    private readonly AlternativeChecks checks;
    private readonly TrailMacs macs;
    private readonly Unexported unexported;
    private readonly AuditTrail audit;
    private readonly Undated undated;

    private SqliteVault(SqliteConnection connection, VaultLock taken, VaultKey key, TimeProvider time, bool exports)
    {
        this.connection = connection;
        this.taken = taken;
        held = new HeldKeys(connection, key);
        sealer = new Sealer(key, "results");
        marks = new PersonMarks(held.People()!);
        tickets = new SealedTickets(connection, sealer);
        pending = new PendingVisits(connection, sealer);
        results = new SealedResults(connection, sealer, tickets, pending);
        asked = new AskedVisits(connection);
        checks = new AlternativeChecks(connection, sealer);
        unexported = new Unexported(connection, exports);
        undated = new Undated(connection, results, tickets, pending, checks, time);
        using var trailKeys = held.Trail()!;
        macs = new TrailMacs(trailKeys);
        audit = new AuditTrail(connection, macs, held);
        live = new LiveIndex(ReadBatchAsync, time);
    }

    /// <inheritdoc />
    public int Unreadable { get; private set; }

    /// <summary>For tests, which disturb it.</summary>
    internal SqliteConnection Connection => connection;

    /// <inheritdoc />
    public PersonMark MarkOf(AuthCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return marks.Of(certificate);
    }

    /// <inheritdoc />
    public Task<EarlierLook> FindEarlierAsync(PersonMark person, DateOnly day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(person);
        return RunAsync(
            () => results.Earlier(person, day) is { } earlier ? new EarlierLook.Found(earlier) : (EarlierLook)new EarlierLook.None(),
            trouble => new EarlierLook.Unreadable(trouble), cancellation);
    }

    /// <inheritdoc />
    public Task<VaultTrouble?> RememberAskedAsync(AskedVisit visit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return RunAsync(
            () =>
            {
                asked.Remember(visit);
                return null;
            },
            trouble => (VaultTrouble?)trouble, cancellation);
    }

    /// <inheritdoc />
    public Task<VaultRead<IReadOnlyList<AskedVisit>>> UnansweredAsync(CancellationToken cancellation) => ReadAsync(asked.All, cancellation);

    /// <inheritdoc />
    public async Task<VaultTrouble?> KeepAsync(KeptResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(result);
        var trouble = await RunAsync(
            () =>
            {
                using var transaction = connection.BeginTransaction();
                if (results.Keep(result))
                {
                    audit.Add(pending.Follow(result));
                    audit.Add(checks.Follow(result));
                    unexported.Remember(result);
                    Date(result.VisitId, result.IsUndated);
                }

                tickets.Follow(result);
                asked.Forget(result.VisitId);
                transaction.Commit();
                live.Touch(result.VisitId);
                return null;
            },
            trouble => (VaultTrouble?)trouble, cancellation);
        PendingChanged?.Invoke(this, EventArgs.Empty);
        return trouble;
    }

    /// <inheritdoc />
    public Task<VaultTrouble?> KeepTicketAsync(Guid visitId, CheckupTicket? ticket, DateOnly today, AuditEvent done, CancellationToken cancellation) => RunAsync(
        () =>
        {
            ChangeAudited(() => tickets.Keep(visitId, ticket, today), done);
            live.Touch(visitId);
            return null;
        },
        trouble => (VaultTrouble?)trouble, cancellation);

    /// <inheritdoc />
    public Task<VaultRead<IReadOnlyList<KeptResult>>> OnDayAsync(DateOnly day, CancellationToken cancellation) => ReadAsync(() => results.OnDay(day), cancellation);

    /// <inheritdoc />
    public Task<VaultRead<KeptResult>> FindAsync(Guid visitId, CancellationToken cancellation) => ReadAsync(() => results.Find(visitId), cancellation);

    /// <inheritdoc />
    public Task<VaultRead<IReadOnlyList<Guid>>> UnexportedAsync(CancellationToken cancellation) => ReadAsync(unexported.All, cancellation);

    /// <inheritdoc />
    public Task<VaultTrouble?> ExportedAsync(Guid visitId, CancellationToken cancellation) => RunAsync(
        () =>
        {
            unexported.Forget(visitId);
            return null;
        },
        trouble => (VaultTrouble?)trouble, cancellation);

    /// <inheritdoc />
    public async Task<Purged> PurgeAsync(DateOnly today, CancellationToken cancellation)
    {
        var purged = await RunAsync(() => PurgeAll(today), trouble => new Purged(0, trouble), cancellation);
        PendingChanged?.Invoke(this, EventArgs.Empty);
        return purged;
    }

    /// <inheritdoc />
    public Task<DateOnly?> BelievedDayAsync(CancellationToken cancellation) => RunAsync(
        () => connection.Text("SELECT believed_on FROM clock") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null,
        _ => (DateOnly?)null, cancellation);

    /// <inheritdoc />
    public Task<VaultTrouble?> AuditAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        return RunAsync(
            () =>
            {
                audit.Append(events);
                return null;
            },
            trouble => (VaultTrouble?)trouble, cancellation);
    }

    /// <inheritdoc />
    public Task<TrailHead?> AuditHeadAsync(CancellationToken cancellation) => RunAsync(() => audit.Head, _ => null, cancellation);

    /// <inheritdoc />
    public Task<RotatedTrail> RotateAuditAsync(DateTimeOffset keptSince, DateTimeOffset now, CancellationToken cancellation) =>
        RunAsync(() => audit.Rotate(keptSince, now), trouble => new RotatedTrail(0, Doubtful: false, trouble), cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await live.DisposeAsync();
        await gate.WaitAsync();
        Close();
    }

    /// <summary>Closes a vault that nobody has used yet.</summary>
    internal void Close()
    {
        connection.Dispose();
        sealer.Dispose();
        marks.Dispose();
        macs.Dispose();
        held.Dispose();
        taken.Dispose();
        gate.Dispose();
    }

    private void Date(Guid id, bool isUndated)
    {
        if (isUndated)
        {
            undated.Remember(id);
        }
    }

    // Whoever changes something is in the trail, wherever the power goes.
    private bool ChangeAudited(Func<bool> change, AuditEvent done)
    {
        using var transaction = connection.BeginTransaction();
        if (!change())
        {
            return false;
        }

        audit.Add([done]);
        transaction.Commit();
        return true;
    }

    private Task<VaultRead<T>> ReadAsync<T>(Func<T?> read, CancellationToken cancellation)
        where T : class => RunAsync(() => new VaultRead<T>(read(), Trouble: null), trouble => new VaultRead<T>(Value: null, trouble), cancellation);

    // Cancelled while waiting, or not at all: what has begun is finished, so that the answer is always the truth.
    private async Task<T> RunAsync<T>(Func<T> work, Func<VaultTrouble, T> otherwise, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return otherwise(trouble);
        }
        finally
        {
            Unreadable = results.Unreadable + checks.Unreadable;
            gate.Release();
        }
    }
}
