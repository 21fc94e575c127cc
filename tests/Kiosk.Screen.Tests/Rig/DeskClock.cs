using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Screen.Tests.Rig;

/// <summary>Time that the test moves, and a clock on the wall that can be set.</summary>
internal sealed class DeskClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>How far the clock is set from the time that passed.</summary>
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
