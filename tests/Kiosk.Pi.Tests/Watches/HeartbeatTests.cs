using Kiosk.Pi.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Watches;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Watches;

/// <summary>When the service manager hears that the stand lives, and when it must not.</summary>
public sealed class HeartbeatTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Clock time = new();
    private readonly DeskInbox inbox = new();
    private readonly ScriptedReader reader = new();
    private readonly Notifier notifier = new();
    private readonly CancellationTokenSource ending = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        ending.Dispose();
        notifier.Dispose();
        time.Dispose();
    }

    [Fact]
    public async Task Beat_LoopAnswersAndReaderIsLookedAt_ToldOftenWithinTheLimit()
    {
        AnswerLoop();
        using var heartbeat = await StartAsync(Limit);
        await notifier.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            reader.Looks++;
            await time.UntilWaitedForAsync();
            time.Advance(Limit / 3);
            Assert.Equal("WATCHDOG=1", await notifier.NextAsync());
        }
    }

    [Fact]
    public async Task Beat_WatchOfTheReaderStandsStill_NothingIsTold()
    {
        AnswerLoop();
        using var heartbeat = await StartAsync(Limit);
        await notifier.NextAsync();
        for (var i = 0; i < 10; i++)
        {
            await time.UntilWaitedForAsync();
            time.Advance(Limit / 3);
            await inbox.AskAsync();
        }

        Assert.False(notifier.HasMore);
    }

    [Fact]
    public async Task Beat_LoopDoesNotAnswer_NothingIsTold()
    {
        using var heartbeat = await StartAsync(Limit);
        for (var i = 0; i < 10; i++)
        {
            reader.Looks++;
            time.Advance(Limit / 3);
        }

        Assert.False(notifier.HasMore);
    }

    [Fact]
    public async Task Beat_NobodyWantsToHear_EndsAtOnce()
    {
        using var heartbeat = await StartAsync(limit: null);
        await heartbeat.ExecuteTask!.WaitAsync(Stop);
        Assert.False(notifier.HasMore);
    }

    [Theory]
    [InlineData("20000000", null, 20.0)]
    [InlineData("20000000", "7", 20.0)]
    [InlineData("20000000", "8", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void Told_ByTheManager_IsForThisProcessOnly(string? microseconds, string? process, double? seconds) => Assert.Equal(
        seconds, WatchdogLimit.Told(name => name switch { "WATCHDOG_USEC" => microseconds, "WATCHDOG_PID" => process, _ => null }, process: 7).Value?.TotalSeconds);

    private async Task<Heartbeat> StartAsync(TimeSpan? limit)
    {
        var heartbeat = new Heartbeat(inbox, reader, new WatchdogLimit(limit), notifier, time);
        await heartbeat.StartAsync(ending.Token);
        return heartbeat;
    }

    private void AnswerLoop() => _ = Task.Run(
        async () =>
        {
            await foreach (var message in inbox.ReadAllAsync(ending.Token))
            {
                ((DeskMessage.Asked)message).Answer.SetResult();
            }
        },
        ending.Token);

    // Time that passes before anybody waits for it wakes nobody.
    private sealed class Clock : FakeTimeProvider, IDisposable
    {
        private readonly SemaphoreSlim waited = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waited.Release();
            return timer;
        }

        public async Task UntilWaitedForAsync() => Assert.True(await waited.WaitAsync(TimeSpan.FromSeconds(30), Stop), "Nobody waits.");

        public void Dispose() => waited.Dispose();
    }

    private sealed class Notifier : ISystemdNotifier, IDisposable
    {
        private readonly SemaphoreSlim more = new(0);
        private readonly Queue<string> told = [];

        public bool IsEnabled => true;

        public bool HasMore => more.CurrentCount > 0;

        public void Notify(ServiceState state)
        {
            lock (told)
            {
                told.Enqueue(state.ToString());
            }

            more.Release();
        }

        public async Task<string> NextAsync()
        {
            Assert.True(await more.WaitAsync(TimeSpan.FromSeconds(30), Stop), "Nothing was told.");
            lock (told)
            {
                return told.Dequeue();
            }
        }

        public void Dispose() => more.Dispose();
    }
}
