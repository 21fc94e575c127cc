using Kiosk.Card.Pcsc;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Card.Tests.Pcsc;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider time = new();
    private int expired;
    private int returned;

    [Fact]
    public void Call_WithinItsTime_IsNotGivenUp()
    {
        using var watchdog = New();
        for (var call = 0; call < 5; call++)
        {
            Assert.True(watchdog.TryEnter());
            time.Advance(Limit - TimeSpan.FromSeconds(1));
            watchdog.Leave();
        }

        time.Advance(Limit * 10);
        Assert.False(watchdog.IsExpired);
    }

    [Fact]
    public async Task Call_TooLong_IsGivenUpOnceAndNothingMoreIsSent()
    {
        using var watchdog = New();
        Assert.True(watchdog.TryEnter());
        time.Advance(Limit);

        await watchdog.AwaitAsync(Task.Delay(Timeout.InfiniteTimeSpan, time, TestContext.Current.CancellationToken));

        Assert.False(watchdog.TryEnter());
        Assert.Equal((1, 0), (expired, returned));
        watchdog.Leave();
        Assert.Equal((1, 1), (expired, returned));
    }

    [Fact]
    public void TryEnter_Closed_IsRefused()
    {
        using var watchdog = New();
        watchdog.Close();

        Assert.False(watchdog.TryEnter());
    }

    private Watchdog New() => new(time, Limit, () => expired++, () => returned++);
}
