using Kiosk.Desk;
using Kiosk.Screen.Model;
using Kiosk.Screen.Tests.Rig;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Screen.Tests.Model;

public sealed class DeskWatchTests : IDisposable
{
    private readonly FakeDesk desk = new();
    private readonly FakeTimeProvider time = new(Samples.Now);
    private readonly Queue<Action> posted = new();
    private readonly List<Snapshot?> taken = [];
    private readonly SemaphoreSlim wake = new(0);

    [Fact]
    public async Task Snapshots_FasterThanTheScreen_AreTakenAsTheNewestOnly()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var newest = Samples.Idle with { Visit = Samples.Visit(VisitPhase.Asking) };
        foreach (var _ in Enumerable.Range(0, 1000))
        {
            desk.Tell(Samples.Idle);
        }

        desk.Tell(newest);
        var watching = Watch(stop.Token);
        await Until(() => { Drain(); return taken.Contains(newest); });

        Assert.True(taken.Count < 1000, $"{taken.Count} taken");
        await stop.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task Desk_ThatThrowsUnreachable_IsToldAsLostAndTriedAgain()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        desk.WatchFailure = new DeskUnreachableException();
        desk.Tell(Samples.Idle);
        var watching = Watch(stop.Token);
        await Until(() => { Drain(); return taken is [null, ..]; });

        await Until(() => { time.Advance(TimeSpan.FromSeconds(1)); Drain(); return taken.Contains(Samples.Idle); });
        await stop.CancelAsync();
        await watching;
    }

    [Fact]
    public async Task Defect_OfTheDesk_IsThrownOnTheScreensThread()
    {
        desk.WatchFailure = new InvalidOperationException();

        await Watch(TestContext.Current.CancellationToken);

        Assert.Throws<InvalidOperationException>(Drain);
    }

    public void Dispose() => wake.Dispose();

    private Task Watch(CancellationToken stop) => new DeskWatch(desk, time, Post, taken.Add).RunAsync(stop);

    private void Post(Action action)
    {
        lock (posted)
        {
            posted.Enqueue(action);
        }

        wake.Release();
    }

    private void Drain()
    {
        lock (posted)
        {
            while (posted.TryDequeue(out var action))
            {
                action();
            }
        }
    }

    private async Task Until(Func<bool> done)
    {
        while (!done())
        {
            await wake.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}
