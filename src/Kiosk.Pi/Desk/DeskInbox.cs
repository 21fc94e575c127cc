using System.Threading.Channels;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Settings;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>What waits for the desk's loop, in the order it came.</summary>
internal sealed class DeskInbox
{
    private readonly Channel<DeskMessage> messages = Channel.CreateUnbounded<DeskMessage>(new UnboundedChannelOptions { SingleReader = true });

    public void Post(DeskMessage message) => messages.Writer.TryWrite(message);

    public void Post(Guid visitId, VisitEvent happened) => Post(new DeskMessage.Happened(happened, visitId));

    public Task<CommandResult> CommandAsync(StaffCommand command)
    {
        var answer = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new DeskMessage.Commanded(command, answer));
        return answer.Task;
    }

    public Task<SettingsAnswer> SetAsync(SettingsOrder order, string staff)
    {
        var answer = new TaskCompletionSource<SettingsAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(new DeskMessage.SettingsOrdered(order, staff, answer));
        return answer.Task;
    }

    /// <summary>Returns when the snapshot shows it.</summary>
    public Task PendingCountedAsync(PendingCounts counts) => ShownAsync(answer => new DeskMessage.PendingCounted(counts, answer));

    /// <summary>Returns when the snapshot shows it.</summary>
    public Task TicketNotedAsync(Guid visitId, CheckupTicket? ticket, TicketStanding? match) => ShownAsync(answer => new DeskMessage.TicketNoted(visitId, ticket, match, answer));

    /// <summary>Returns when the loop has come to it.</summary>
    public Task AskAsync() => ShownAsync(answer => new DeskMessage.Asked(answer));

    public IAsyncEnumerable<DeskMessage> ReadAllAsync(CancellationToken cancellation) => messages.Reader.ReadAllAsync(cancellation);

    private Task ShownAsync(Func<TaskCompletionSource, DeskMessage> message)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(message(answer));
        return answer.Task;
    }
}
