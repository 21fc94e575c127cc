namespace Kiosk.Signals;

/// <summary>How loud the stand is, and what it speaks.</summary>
/// <param name="Volume">Of buzzer and voice, 0 to 100.</param>
/// <param name="QuietFrom">When the quiet hours begin (Japan time); null: there are none.</param>
/// <param name="QuietTo">When they end, perhaps on the next day.</param>
/// <param name="QuietVolume">How loud it is meanwhile.</param>
/// <param name="Language">What is spoken when nothing else was chosen.</param>
public sealed record SoundSettings(int Volume, TimeOnly? QuietFrom, TimeOnly? QuietTo, int QuietVolume, Language Language);
