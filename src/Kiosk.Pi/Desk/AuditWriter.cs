using System.Threading.Channels;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Pi.Desk;

/// <summary>
/// Writes audit events in their order, beside the loop: a slow disk must not hold up a visitor. While the vault cannot be written, they wait here; what is lost all the same is counted, and
/// audited. The first to start and the last to stop.
/// </summary>
internal sealed class AuditWriter(IVault vault, TimeProvider time, ILogger<AuditWriter> log) : BackgroundService
{
    // Some days of a busy stand.
    private const int MostPending = 20_000;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Channel<IReadOnlyList<AuditEvent>> pending = Channel.CreateBounded<IReadOnlyList<AuditEvent>>(new BoundedChannelOptions(MostPending) { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private int lost;

    public void Write(params IReadOnlyList<AuditEvent> events)
    {
        if (events.Count > 0 && !pending.Writer.TryWrite(events))
        {
            Interlocked.Add(ref lost, events.Count);
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
        await ending.CancelAsync();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        ending.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the writer is completed, not when the host stops: what happened is written.
        await foreach (var events in pending.Reader.ReadAllAsync(CancellationToken.None))
        {
            await WriteAsync(events);
        }
    }

    private async Task WriteAsync(IReadOnlyList<AuditEvent> events)
    {
        if (await vault.AuditAsync(events, CancellationToken.None) is not { } trouble)
        {
            return;
        }

        log.LogError("Audit events cannot be written: {Trouble}. It is tried again, and they wait meanwhile.", trouble);
        for (var tries = 2; !ending.IsCancellationRequested; tries++)
        {
            await Task.Delay(Again, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var told = Volatile.Read(ref lost);
            var troubled = new AuditEvent(time.GetUtcNow(), AuditKind.VaultTroubled, Detail: $"trouble={trouble} tries={tries} lost={told}");
            if (await vault.AuditAsync([.. events, troubled], CancellationToken.None) is null)
            {
                Interlocked.Add(ref lost, -told);
                log.LogInformation("Audit events are written again; {Lost} were lost.", told);
                return;
            }
        }

        log.LogError("{Count} audit event(s) were lost.", events.Count);
    }
}
