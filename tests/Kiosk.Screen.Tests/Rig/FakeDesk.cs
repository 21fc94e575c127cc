using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Tickets;

namespace Kiosk.Screen.Tests.Rig;

/// <summary>A desk that does what the test says.</summary>
internal sealed partial class FakeDesk : IDesk
{
    private readonly Channel<Snapshot?> snapshots = Channel.CreateUnbounded<Snapshot?>();

    public List<KeptResult> Results { get; } = [];

    public List<StaffCommand> Commands { get; } = [];

    /// <summary>Who looked at which visit.</summary>
    public List<(Guid Visit, string Staff)> Looks { get; } = [];

    public List<DateOnly> Days { get; } = [];

    public CommandResult Result { get; set; } = CommandResult.Done;

    public bool IsReachable { get; set; } = true;

    /// <summary>When set, results are answered only after it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>When set, watching ends with it once.</summary>
    public Exception? WatchFailure { get; set; }

    public void Tell(Snapshot? snapshot) => snapshots.Writer.TryWrite(snapshot);

    public async IAsyncEnumerable<Snapshot?> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (WatchFailure is { } failure)
        {
            WatchFailure = null;
            throw failure;
        }

        await foreach (var snapshot in snapshots.Reader.ReadAllAsync(cancellation))
        {
            yield return snapshot;
        }
    }

    public Task<IReadOnlyList<KeptResult>> HistoryAsync(DateOnly day, CancellationToken cancellation)
    {
        Days.Add(day);
        IReadOnlyList<KeptResult> found = [.. Results.Where(r => JapanTime.DateOf(r.EndedAt) == day).OrderByDescending(r => r.EndedAt)];
        return IsReachable ? Task.FromResult(found) : Task.FromException<IReadOnlyList<KeptResult>>(new DeskUnreachableException());
    }

    public async Task<KeptResult?> ResultAsync(Guid visitId, string staff, CancellationToken cancellation)
    {
        Looks.Add((visitId, staff));
        if (Hold is { } hold)
        {
#pragma warning disable VSTHRD003 // the test holds the answer back
            await hold.Task.ConfigureAwait(false);
#pragma warning restore VSTHRD003
        }

        return IsReachable ? Results.Find(r => r.VisitId == visitId) : throw new DeskUnreachableException();
    }

    /// <summary>What stands on the screen just now.</summary>
    public List<Guid> Shown { get; } = [];

    public Task WhileShownAsync(Guid visitId, string staff, CancellationToken hidden)
    {
        Shown.Add(visitId);
        hidden.Register(() => Shown.Remove(visitId));
        return Task.CompletedTask;
    }

    public List<(Guid Visit, ExportOrder Order, string Staff)> Exports { get; } = [];

    public ExportAnswer ExportAnswer { get; set; } = new(ExportResult.Done);

    public Task<ExportAnswer> ExportAsync(Guid visitId, ExportOrder order, string staff, CancellationToken cancellation)
    {
        Exports.Add((visitId, order, staff));
        return IsReachable ? Task.FromResult(ExportAnswer) : Task.FromException<ExportAnswer>(new DeskUnreachableException());
    }

    public List<(Guid Visit, TypedTicket Typed, string Staff)> Tickets { get; } = [];

    public TicketAnswer TicketAnswer { get; set; } = new(TicketResult.Done);

    public Task<TicketAnswer> NoteTicketAsync(Guid visitId, TypedTicket typed, string staff, CancellationToken cancellation)
    {
        Tickets.Add((visitId, typed, staff));
        return IsReachable ? Task.FromResult(TicketAnswer) : Task.FromException<TicketAnswer>(new DeskUnreachableException());
    }

    public Task<CommandResult> SendAsync(StaffCommand command, CancellationToken cancellation)
    {
        Commands.Add(command);
        return IsReachable ? Task.FromResult(Result) : Task.FromException<CommandResult>(new DeskUnreachableException());
    }
}
