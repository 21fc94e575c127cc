namespace Kiosk.Settings;

/// <summary>What an administrator can set on the screen. What is not listed stays in the configuration file alone.</summary>
public enum Setting
{
    /// <summary>How identity is confirmed, from the next visit on: <c>pin</c> or <c>visual</c>.</summary>
    Method,

    /// <summary>What is done for whoever was answered about earlier in the month: <c>ask</c> or <c>show</c>.</summary>
    Repeat,

    /// <summary>How loud buzzer and voice are, 0 to 100.</summary>
    Volume,

    /// <summary>When the quiet hours begin (Japan time), such as <c>20:00</c>; empty: there are none.</summary>
    QuietFrom,

    /// <summary>When they end, perhaps on the next day.</summary>
    QuietTo,

    /// <summary>How loud it is meanwhile, 0 to 100.</summary>
    QuietVolume,

    /// <summary>What the voice speaks when nothing else was chosen: <c>ja</c> or <c>en</c>.</summary>
    VoiceLanguage,

    /// <summary>Seconds for the first key.</summary>
    NothingTyped,

    /// <summary>Seconds for the next key.</summary>
    PinIdle,

    /// <summary>Seconds for staff to decide.</summary>
    Staff,

    /// <summary>Seconds until the visitor is reminded of the card.</summary>
    TakeCard,

    /// <summary>Whether every result is put into the folder for other programs as XML: <c>on</c> or <c>off</c>. A stand without such a folder has none of the next four.</summary>
    ExportXml,

    /// <summary>The same as text.</summary>
    ExportText,

    /// <summary>The same as FHIR.</summary>
    ExportFhir,

    /// <summary>In which characters text and XML are: <c>utf-8</c> or <c>shift_jis</c>.</summary>
    ExportEncoding,
}

/// <summary>Why a setting cannot be what was typed.</summary>
public enum SettingFault
{
    /// <summary>It is none of the words that it may be.</summary>
    NotAChoice,

    /// <summary>No PIN can be typed at this stand.</summary>
    NoKeypad,

    /// <summary>It is no whole number from 0 to 100.</summary>
    NotAVolume,

    /// <summary>It is no time of day.</summary>
    NotATime,

    /// <summary>Quiet hours need both ends.</summary>
    EndMissing,

    /// <summary>Quiet hours that end when they begin are none.</summary>
    NoHours,

    /// <summary>It is no number of seconds that is more than nothing and at most an hour.</summary>
    NotAWait,

    /// <summary>This stand does not have it.</summary>
    NotHere,
}
