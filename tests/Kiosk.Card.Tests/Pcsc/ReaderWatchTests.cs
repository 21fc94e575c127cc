using Kiosk.Card.Pcsc;
using Kiosk.Cards;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Card.Tests.Pcsc;

public sealed class ReaderWatchTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ReaderChoice choice = new(pattern: null);
    private readonly ReaderPicture picture;

    public ReaderWatchTests() => picture = new(choice);

    [Fact]
    public async Task Watch_ServiceHangs_IsDownUntilItAnswers()
    {
        var calls = 0;
        var hanging = new SemaphoreSlim(0);
        var thawed = new SemaphoreSlim(0);
        var pcsc = new SimulatedPcsc(readers =>
        {
            if (++calls > 1)
            {
                hanging.Release();
                thawed.Wait();
            }

            readers[0].Seen = 0x20;
            return PcscCode.Success;
        });
        var looks = 0;
        using var watch = new ReaderWatch(pcsc, choice, picture, time, onLook: () => Interlocked.Increment(ref looks));
        await hanging.WaitAsync(TestContext.Current.CancellationToken);
        var before = Volatile.Read(ref looks);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(["Ready", "CardLaid", "ServiceDown", "CardTaken"], await NextAsync(4), StringComparer.Ordinal);
        // The watch goes on and knows of it, as long as that may take.
        Assert.Equal(3, Volatile.Read(ref looks) - before);

        thawed.Release();
        Assert.Equal(["Ready", "CardLaid"], await NextAsync(2), StringComparer.Ordinal);
        thawed.Release(100);
    }

    [Fact]
    public async Task Watch_ServiceGoneForLong_TriesWithPausesAndLeaksNoContext()
    {
        var tried = new SemaphoreSlim(0);
        var pcsc = new SimulatedPcsc(_ => PcscCode.NoService, () =>
        {
            tried.Release();
            return PcscCode.Success;
        });
        using var watch = new ReaderWatch(pcsc, choice, picture, time, onLook: () => { });
        await tried.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ServiceDown"], await NextAsync(1), StringComparer.Ordinal);

        // Nothing more before the time has moved; then again and again.
        for (var i = 0; i < 5; i++)
        {
            while (!await tried.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken))
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.InRange(pcsc.Established - pcsc.Released, 0, 1);
        Assert.False(picture.Events.TryRead(out _));
    }

    [Fact]
    public async Task Watch_ReaderUnpluggedBetweenListAndWait_IsListedAnew()
    {
        SimulatedPcsc? service = null;
        service = new SimulatedPcsc(readers =>
        {
            service!.Readers = [];
            return readers.Count > 1 ? PcscCode.UnknownReader : PcscCode.Timeout;
        });
        using var watch = new ReaderWatch(service, choice, picture, time, onLook: () => { });
        while (!picture.Events.TryPeek(out _))
        {
            // The watch has a thread of its own: on a busy machine it must get its turn before too much of the made-up time has passed.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(["Absent"], await NextAsync(1), StringComparer.Ordinal);
    }

    private async Task<string[]> NextAsync(int count)
    {
        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            var happened = await picture.Events.ReadAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            names[i] = happened is ReaderEvent.StateChanged changed ? changed.State.ToString() : happened.GetType().Name;
        }

        return names;
    }
}
