using System.Threading.Channels;
using Kiosk.Desk;

namespace Kiosk.Benchmarks.Desk;

/// <summary>A snapshot, and when it came here.</summary>
internal readonly record struct Seen(Snapshot Snapshot, long At, DateTimeOffset Clock);

/// <summary>Follows the desk over one open stream, so that no state between two waits is missed and the moment of each is known.</summary>
internal sealed class SnapshotFollower : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Seen> seen = Channel.CreateUnbounded<Seen>();
    private readonly CancellationTokenSource end = new();
    private readonly Task following;
    private Snapshot? last;
    private Snapshot? newest;

    public SnapshotFollower(IDesk desk) => following = FollowAsync(desk);

    /// <summary>What came last, waited for or not.</summary>
    public Snapshot? Last => Volatile.Read(ref newest);

    /// <summary>The next snapshot that is as expected; those before it are passed over.</summary>
    /// <exception cref="TimeoutException">None came for half a minute; the message says what came last.</exception>
    public async Task<Seen> UntilAsync(Func<Snapshot, bool> expected, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        either.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var next = await seen.Reader.ReadAsync(either.Token);
                last = next.Snapshot;
                if (expected(next.Snapshot))
                {
                    return next;
                }
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The desk stayed where it was: {Describe(last)}.", late);
        }
    }

    public Task<Seen> UntilAsync(VisitPhase phase, CancellationToken cancellation) => UntilAsync(snapshot => snapshot.Visit?.State == phase, cancellation);

    public Task<Seen> UntilIdleAsync(CancellationToken cancellation) => UntilAsync(snapshot => snapshot.Visit is null, cancellation);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await following;
#pragma warning restore VSTHRD003
        end.Dispose();
    }

    private static string Describe(Snapshot? snapshot) => snapshot switch
    {
        null => "never seen",
        { Visit: { } visit } => $"{visit.State}, outcome {visit.Outcome}, reason {visit.Reason}, reader {snapshot.Stand.Reader}",
        _ => $"idle, last outcome {snapshot.LastVisit?.Outcome}, reader {snapshot.Stand.Reader}",
    };

    private async Task FollowAsync(IDesk desk)
    {
        try
        {
            await foreach (var snapshot in desk.WatchAsync(end.Token).WithCancellation(end.Token))
            {
                var (at, clock) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow());
                if (snapshot is not null)
                {
                    Volatile.Write(ref newest, snapshot);
                    seen.Writer.TryWrite(new(snapshot, at, clock));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more.
        }
    }
}
