namespace Kiosk.Records;

/// <summary>Japan's clock. Japan has kept UTC+9 without summer time since 1952, so no time-zone database is needed.</summary>
public static class JapanTime
{
    /// <summary>The offset from UTC.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(9);

    /// <summary>The same moment on a Japanese clock.</summary>
    public static DateTimeOffset At(DateTimeOffset moment) => moment.ToOffset(Offset);

    /// <summary>The date in Japan at a moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);
}
