using Kiosk.Records;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Settings;

/// <summary>Settings with nothing wrong in them, as what they are.</summary>
/// <param name="values">All of a stand, each as <see cref="SettingRules.Canonical"/> writes it.</param>
public sealed class StandSettings(IReadOnlyDictionary<Setting, string> values)
{
    /// <summary>All, as they are written.</summary>
    public IReadOnlyDictionary<Setting, string> Values => values;

    /// <summary>How identity is confirmed.</summary>
    public IdentityMethod Method => values[Setting.Method] == "pin" ? IdentityMethod.Pin : IdentityMethod.Visual;

    /// <summary>What is done for whoever was answered about earlier in the month.</summary>
    public RepeatChoice Repeat => values[Setting.Repeat] == "show" ? RepeatChoice.Show : RepeatChoice.Ask;

    /// <summary>How loud the stand is, and what it speaks.</summary>
    public SoundSettings Sound => new(
        Volume(Setting.Volume), SettingRules.TimeOf(values[Setting.QuietFrom]), SettingRules.TimeOf(values[Setting.QuietTo]), Volume(Setting.QuietVolume),
        values[Setting.VoiceLanguage] == "en" ? Language.English : Language.Japanese);

    /// <summary>The forms in which every result is handed to other programs; none: it is off, or there is no folder.</summary>
    public IReadOnlyList<ExportFormat> ExportFormats =>
    [
        .. new[] { (Setting.ExportXml, ExportFormat.Xml), (Setting.ExportText, ExportFormat.Text), (Setting.ExportFhir, ExportFormat.Fhir) }
            .Where(pair => values.GetValueOrDefault(pair.Item1) == "on").Select(pair => pair.Item2),
    ];

    /// <summary>In which characters they are.</summary>
    public ExportEncoding ExportEncoding => ExportWords.TryParse(values.GetValueOrDefault(Setting.ExportEncoding), out ExportEncoding encoding) ? encoding : default;

    /// <summary>How long the stand waits for people; for all else as configured.</summary>
    public Deadlines Deadlines(Deadlines configured)
    {
        ArgumentNullException.ThrowIfNull(configured);
        return configured with { NothingTyped = Wait(Setting.NothingTyped), PinIdle = Wait(Setting.PinIdle), Staff = Wait(Setting.Staff), TakeCard = Wait(Setting.TakeCard) };
    }

    private int Volume(Setting setting) => SettingRules.VolumeOf(values[setting])!.Value;

    private TimeSpan Wait(Setting setting) => SettingRules.WaitOf(values[setting])!.Value;
}
