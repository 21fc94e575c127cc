namespace Kiosk.Bench.Authority;

/// <summary>The stand-in's own clock, which may be wrong; how long things take does not change.</summary>
internal sealed class SkewedTime(TimeProvider trueTime) : TimeProvider
{
    private long skew;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Skew
    {
        get => new(Interlocked.Read(ref skew));
        set => Interlocked.Exchange(ref skew, value.Ticks);
    }

    public override long TimestampFrequency => trueTime.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => trueTime.GetUtcNow() + Skew;

    public override long GetTimestamp() => trueTime.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => trueTime.CreateTimer(callback, state, dueTime, period);
}
