namespace Kiosk.Settings;

/// <summary>What settings may be, whether they come from the configuration or from the screen.</summary>
public static class SettingBounds
{
    /// <summary>The loudest, in percent.</summary>
    public const int Loudest = 100;

    /// <summary>The longest that the stand waits for anything.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>True for 0 to <see cref="Loudest"/>.</summary>
    public static bool IsVolume(int percent) => percent is >= 0 and <= Loudest;

    /// <summary>True for what is longer than nothing and not too long.</summary>
    public static bool IsWait(TimeSpan wait) => wait > TimeSpan.Zero && wait <= LongestWait;

    /// <summary>What is wrong with the ends of quiet hours; null: nothing, or there are none.</summary>
    public static SettingFault? FaultOfHours(TimeOnly? from, TimeOnly? to) =>
        from is null != to is null ? SettingFault.EndMissing
        : from is not null && from == to ? SettingFault.NoHours
        : null;
}
