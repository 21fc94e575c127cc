namespace Kiosk.Panel;

/// <summary>The stand's voice: the configuration section <c>Panel:Voice</c>.</summary>
public sealed record VoiceOptions
{
    /// <summary>Where the sentences lie: <c>ja/NAME.wav</c> and <c>en/NAME.wav</c>. Empty: <c>voice</c> beside the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>ALSA's name of the device as <c>aplay -L</c> tells it. Empty: ALSA's default, and silence on a computer without a sound card.</summary>
    public string Device { get; set; } = "";

    /// <summary>How loud, 0 (silence) to 100 (as rendered).</summary>
    public int Volume { get; set; } = 80;

    /// <summary>What is spoken when nothing else was chosen: <c>ja</c> or <c>en</c>.</summary>
    public string Language { get; set; } = VoiceRules.Japanese;

    /// <summary>The folder in force.</summary>
    public string FolderPath() => Folder.Length > 0 ? Folder : Path.Combine(AppContext.BaseDirectory, "voice");

    /// <summary>The language in force.</summary>
    public Signals.Language SpokenLanguage() => Language == VoiceRules.English ? Signals.Language.English : Signals.Language.Japanese;

    /// <summary>What is wrong, each naming the configuration key; empty when the voice can be used.</summary>
    public IReadOnlyList<string> Problems() => [.. VoiceRules.Problems(this)];
}
