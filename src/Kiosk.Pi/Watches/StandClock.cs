using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Pi.Watches;

/// <summary>The stand's clock, and whether it may be believed; for whoever judges a date.</summary>
internal sealed class StandClock(Func<ClockState> kernel, TimeProvider time, DateOnly? believed)
{
    private readonly Lock gate = new();
    private readonly long started = time.GetTimestamp();
    private ClockTrust trust = ClockTrust.Since(believed);

    /// <summary>How it is at this moment.</summary>
    public ClockState State
    {
        get
        {
            lock (gate)
            {
                trust = trust.Look(kernel() == ClockState.Synchronized, time.GetUtcNow(), time.GetElapsedTime(started));
                return trust.State;
            }
        }
    }

    /// <summary>The authority was asked how it is.</summary>
    public void Hear(AuthorityStatus status)
    {
        lock (gate)
        {
            trust = status.Time is { } told ? trust.Hear(told, time.GetUtcNow(), time.GetElapsedTime(started))
                : status.State == AuthorityState.Untrusted ? trust.Mistrust()
                : trust;
        }
    }
}
