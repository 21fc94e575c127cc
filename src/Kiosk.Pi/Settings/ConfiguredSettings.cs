using Kiosk.Pi.Configuration;
using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Settings;

/// <summary>What the configuration says of the settings that can be set on the screen too.</summary>
internal static class ConfiguredSettings
{
    public static Dictionary<Setting, string> Of(KioskOptions options)
    {
        var (sound, deadlines) = (options.Panel.Sound(), options.Deadlines);
        var all = new Dictionary<Setting, string>
        {
            [Setting.Method] = options.Identity.Method == IdentityMethod.Pin ? "pin" : "visual",
            [Setting.Repeat] = options.Repeat.SameMonth == RepeatChoice.Show ? "show" : "ask",
            [Setting.Volume] = Text(sound.Volume),
            [Setting.QuietFrom] = SettingRules.Text(sound.QuietFrom),
            [Setting.QuietTo] = SettingRules.Text(sound.QuietTo),
            [Setting.QuietVolume] = Text(sound.QuietVolume),
            [Setting.VoiceLanguage] = sound.Language == Language.English ? "en" : "ja",
            [Setting.NothingTyped] = SettingRules.Text(deadlines.NothingTyped),
            [Setting.PinIdle] = SettingRules.Text(deadlines.PinIdle),
            [Setting.Staff] = SettingRules.Text(deadlines.Staff),
            [Setting.TakeCard] = SettingRules.Text(deadlines.TakeCard),
        };
        var exports = ExportSettings.Of(options);
        if (exports.Folder is not null)
        {
            all[Setting.ExportXml] = OnOff(ExportFormat.Xml);
            all[Setting.ExportText] = OnOff(ExportFormat.Text);
            all[Setting.ExportFhir] = OnOff(ExportFormat.Fhir);
            all[Setting.ExportEncoding] = ExportWords.Of(exports.Encoding);
        }

        return all;

        string OnOff(ExportFormat format) => exports.Formats.Contains(format) ? "on" : "off";
    }

    private static string Text(int percent) => percent.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
