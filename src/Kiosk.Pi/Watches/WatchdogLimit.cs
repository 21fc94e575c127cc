using System.Globalization;

namespace Kiosk.Pi.Watches;

/// <summary>Within what time the service manager wants to hear from this process (sd_watchdog_enabled(3)); null: it does not.</summary>
internal sealed record WatchdogLimit(TimeSpan? Value)
{
    /// <summary>As the manager told it: in microseconds, and to this process alone.</summary>
    public static WatchdogLimit Told(Func<string, string?> environment, int process) => new(
        (environment("WATCHDOG_PID") is not { } whose || whose == process.ToString(CultureInfo.InvariantCulture))
        && long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null);
}
