using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kiosk.Desk;

namespace Kiosk.Pi.Desk;

/// <summary>The latest snapshot, and those who follow it. A follower that is slow misses snapshots; it never holds back the stand.</summary>
internal sealed class SnapshotFeed
{
    // A short wait sees every state of a visit; a stuck screen costs no more than these.
    private const int Backlog = 32;

    private readonly Lock gate = new();
    private readonly HashSet<ChannelWriter<Snapshot>> followers = [];

    public Snapshot? Latest { get; private set; }

    public void Publish(Snapshot snapshot)
    {
        lock (gate)
        {
            if (snapshot == Latest)
            {
                return;
            }

            Latest = snapshot;
            foreach (var follower in followers)
            {
                follower.TryWrite(snapshot);
            }
        }
    }

    public async IAsyncEnumerable<Snapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<Snapshot>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            followers.Add(channel.Writer);
            if (Latest is { } latest)
            {
                channel.Writer.TryWrite(latest);
            }
        }

        try
        {
            await foreach (var snapshot in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return snapshot;
            }
        }
        finally
        {
            lock (gate)
            {
                followers.Remove(channel.Writer);
            }
        }
    }
}
