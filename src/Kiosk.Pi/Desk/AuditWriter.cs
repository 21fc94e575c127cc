using System.Threading.Channels;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>Writes audit events in their order, beside the loop: a slow disk must not hold up a visitor.</summary>
internal sealed class AuditWriter(IVault vault, ILogger<AuditWriter> log) : BackgroundService
{
    private readonly Channel<IReadOnlyList<AuditEvent>> pending = Channel.CreateUnbounded<IReadOnlyList<AuditEvent>>(new UnboundedChannelOptions { SingleReader = true });

    public void Write(params IReadOnlyList<AuditEvent> events) => pending.Writer.TryWrite(events);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the writer is completed, not when the host stops: what happened is written.
        await foreach (var events in pending.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (await vault.AuditAsync(events, CancellationToken.None) is { } trouble)
            {
                log.LogError("{Count} audit event(s) could not be written: {Trouble}.", events.Count, trouble);
            }
        }
    }
}
