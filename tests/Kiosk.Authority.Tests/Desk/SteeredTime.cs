using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Authority.Tests.Desk;

/// <summary>A clock that starts now (TLS judges dates by the real one) and moves only when told; it tells when someone begins to wait.</summary>
internal sealed class SteeredTime() : FakeTimeProvider(System.GetUtcNow())
{
    /// <summary>What never happens is a failure, not a test without end.</summary>
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly Channel<TimeSpan> begun = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        begun.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>From now on only waits that begin later count.</summary>
    public void Forget()
    {
        while (begun.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Waits until someone begins to wait that long.</summary>
    public async Task WaitBegunAsync(TimeSpan wait, CancellationToken cancellation)
    {
        while (await begun.Reader.ReadAsync(cancellation).AsTask().WaitAsync(Generous, System, cancellation) != wait)
        {
        }
    }

    /// <summary>Lets every wait of at most so long pass at once, until the task ends.</summary>
    public async Task<T> DriveAsync<T>(Func<Task<T>> begin, TimeSpan atMost)
    {
        Forget();
        var task = begin();
        while (true)
        {
            var next = begun.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(task, next).WaitAsync(Generous, System) == task)
            {
                return await task;
            }

            while (begun.Reader.TryRead(out var wait))
            {
                if (wait > TimeSpan.Zero && wait <= atMost)
                {
                    Advance(wait);
                }
            }
        }
    }
}
