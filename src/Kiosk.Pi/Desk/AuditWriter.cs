using System.Threading.Channels;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>Writes audit events in their order, beside the loop: a slow disk must not hold up a visitor. The first to start and the last to stop.</summary>
internal sealed class AuditWriter(IVault vault, TimeProvider time, ILogger<AuditWriter> log) : BackgroundService
{
    private readonly Channel<IReadOnlyList<AuditEvent>> pending = Channel.CreateUnbounded<IReadOnlyList<AuditEvent>>(new UnboundedChannelOptions { SingleReader = true });

    public void Write(params IReadOnlyList<AuditEvent> events)
    {
        if (events.Count > 0)
        {
            pending.Writer.TryWrite(events);
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Write(new AuditEvent(time.GetUtcNow(), AuditKind.StandStarted));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Write(new AuditEvent(time.GetUtcNow(), AuditKind.StandStopped));
        pending.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
