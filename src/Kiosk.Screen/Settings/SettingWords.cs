using Kiosk.Screen.Texts;
using Kiosk.Settings;

namespace Kiosk.Screen.Settings;

/// <summary>What settings, and what they may be, are called.</summary>
internal static class SettingWords
{
    public static Word LabelOf(Setting setting) => setting switch
    {
        Setting.Method => Word.SettingMethod,
        Setting.Repeat => Word.SettingRepeat,
        Setting.Volume => Word.SettingVolume,
        Setting.QuietFrom => Word.SettingQuietFrom,
        Setting.QuietTo => Word.SettingQuietTo,
        Setting.QuietVolume => Word.SettingQuietVolume,
        Setting.VoiceLanguage => Word.SettingVoiceLanguage,
        Setting.NothingTyped => Word.SettingNothingTyped,
        Setting.PinIdle => Word.SettingPinIdle,
        Setting.Staff => Word.SettingStaff,
        Setting.TakeCard => Word.SettingTakeCard,
        Setting.ExportXml => Word.SettingExportXml,
        Setting.ExportText => Word.SettingExportText,
        Setting.ExportFhir => Word.SettingExportFhir,
        Setting.ExportEncoding => Word.SettingExportEncoding,
    };

    /// <summary>How to type it.</summary>
    public static Word HintOf(Setting setting) => setting switch
    {
        Setting.Volume or Setting.QuietVolume => Word.AdjustVolume,
        Setting.QuietFrom or Setting.QuietTo => Word.AdjustTime,
        Setting.NothingTyped or Setting.PinIdle or Setting.Staff or Setting.TakeCard => Word.AdjustWait,
        Setting.Method or Setting.Repeat or Setting.VoiceLanguage or Setting.ExportXml or Setting.ExportText or Setting.ExportFhir or Setting.ExportEncoding => Word.AdjustTurn,
    };

    /// <summary>One of the words that a setting may be.</summary>
    public static Word OfChoice(string choice) => choice switch
    {
        "pin" => Word.AnswerMethodPin,
        "visual" => Word.AnswerMethodVisual,
        "ask" => Word.SettingAsk,
        "show" => Word.SettingShow,
        "ja" => Word.SettingJapanese,
        "en" => Word.SettingEnglish,
        "on" => Word.SettingOn,
        "off" => Word.SettingOff,
        "utf-8" => Word.SettingUtf8,
        "shift_jis" => Word.SettingShiftJis,
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "No setting may be this."),
    };

    public static Word Of(SettingFault fault) => fault switch
    {
        SettingFault.NotAVolume => Word.AdjustNotAVolume,
        SettingFault.NotATime => Word.AdjustNotATime,
        SettingFault.EndMissing => Word.AdjustEndMissing,
        SettingFault.NoHours => Word.AdjustNoHours,
        SettingFault.NotAWait => Word.AdjustNotAWait,
        SettingFault.NoKeypad => Word.AdjustNoKeypad,
        SettingFault.NotAChoice or SettingFault.NotHere => Word.AdjustNotHere,
    };
}
