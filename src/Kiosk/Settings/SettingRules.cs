using System.Globalization;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Settings;

/// <summary>How settings are written, and what is wrong with one: the desk judges by it, and the screen while staff type.</summary>
public static class SettingRules
{
    /// <summary>The settings of a stand that hands results to other programs; no other stand has them.</summary>
    public static IReadOnlyList<Setting> OfExports { get; } = [Setting.ExportXml, Setting.ExportText, Setting.ExportFhir, Setting.ExportEncoding];

    /// <summary>The words that a setting may be, in their order; null: it is no choice of a few.</summary>
    public static IReadOnlyList<string>? ChoicesOf(Setting setting) => setting switch
    {
        Setting.Method => ["pin", "visual"],
        Setting.Repeat => ["ask", "show"],
        Setting.VoiceLanguage => ["ja", "en"],
        Setting.ExportXml or Setting.ExportText or Setting.ExportFhir => ["on", "off"],
        Setting.ExportEncoding => ExportWords.AllEncodings,
        Setting.Volume or Setting.QuietVolume or Setting.QuietFrom or Setting.QuietTo or Setting.NothingTyped or Setting.PinIdle or Setting.Staff or Setting.TakeCard => null,
    };

    /// <summary>The one way to write what was typed; what is wrong stays as it is.</summary>
    public static string Canonical(Setting setting, string? typed)
    {
        var text = Fold(typed);
        return setting switch
        {
            Setting.Volume or Setting.QuietVolume => VolumeOf(text) is { } percent ? percent.ToString(CultureInfo.InvariantCulture) : text,
            Setting.QuietFrom or Setting.QuietTo => TimeOf(text) is { } time ? Text(time) : text,
            Setting.NothingTyped or Setting.PinIdle or Setting.Staff or Setting.TakeCard => WaitOf(text) is { } wait ? Text(wait) : text,
            Setting.Method or Setting.Repeat or Setting.VoiceLanguage or Setting.ExportXml or Setting.ExportText or Setting.ExportFhir or Setting.ExportEncoding => text.ToLowerInvariant(),
        };
    }

    /// <summary>What is wrong with one setting among all of a stand.</summary>
    /// <param name="setting">Which.</param>
    /// <param name="all">All, as they were typed.</param>
    /// <param name="hasKeypad">A PIN can be typed.</param>
    public static SettingFault? FaultOf(Setting setting, IReadOnlyDictionary<Setting, string> all, bool hasKeypad)
    {
        ArgumentNullException.ThrowIfNull(all);
        var text = Canonical(setting, all.GetValueOrDefault(setting));
        return setting switch
        {
            Setting.Method when text == "pin" && !hasKeypad => SettingFault.NoKeypad,
            Setting.Volume or Setting.QuietVolume => VolumeOf(text) is null ? SettingFault.NotAVolume : null,
            Setting.QuietFrom or Setting.QuietTo => FaultOfHour(setting, text, all),
            Setting.NothingTyped or Setting.PinIdle or Setting.Staff or Setting.TakeCard => WaitOf(text) is null ? SettingFault.NotAWait : null,
            Setting.Method or Setting.Repeat or Setting.VoiceLanguage or Setting.ExportXml or Setting.ExportText or Setting.ExportFhir or Setting.ExportEncoding =>
                ChoicesOf(setting)!.Contains(text, StringComparer.Ordinal) ? null : SettingFault.NotAChoice,
        };
    }

    /// <summary>A time of day as it is written.</summary>
    public static string Text(TimeOnly? time) => time?.ToString(time.Value.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A wait as it is written, in seconds.</summary>
    public static string Text(TimeSpan wait) => ((decimal)wait.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>The volume of a text; null: it is none.</summary>
    internal static int? VolumeOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && SettingBounds.IsVolume(percent) ? percent : null;

    /// <summary>The time of day of a text; null: it is none.</summary>
    internal static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The wait of a text; null: it is none.</summary>
    internal static TimeSpan? WaitOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= (decimal)SettingBounds.LongestWait.TotalSeconds
        && TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) is var wait && SettingBounds.IsWait(wait) ? wait : null;

    // The end that is missing is the one that is wrong, and of two that are the same the second.
    private static SettingFault? FaultOfHour(Setting setting, string text, IReadOnlyDictionary<Setting, string> all)
    {
        if (text.Length > 0 && TimeOf(text) is null)
        {
            return SettingFault.NotATime;
        }

        var (from, to) = (Fold(all.GetValueOrDefault(Setting.QuietFrom)), Fold(all.GetValueOrDefault(Setting.QuietTo)));
        if ((from.Length > 0 && TimeOf(from) is null) || (to.Length > 0 && TimeOf(to) is null))
        {
            return null;
        }

        return SettingBounds.FaultOfHours(TimeOf(from), TimeOf(to)) switch
        {
            SettingFault.EndMissing when text.Length == 0 => SettingFault.EndMissing,
            SettingFault.NoHours when setting == Setting.QuietTo => SettingFault.NoHours,
            _ => null,
        };
    }

    private static string Fold(string? typed) => InsuranceText.Fold(PaperText.Visible(typed)).Replace(" ", "", StringComparison.Ordinal);
}
