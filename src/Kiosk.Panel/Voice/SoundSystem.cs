namespace Kiosk.Panel;

/// <summary>What this computer has to play with.</summary>
internal sealed record SoundSystem
{
    /// <summary>How ALSA is told of another configuration than the system's.</summary>
    public const string ConfigurationVariable = "ALSA_CONFIG_PATH";

    private const string Program = "aplay";
    private const string CardsFile = "/proc/asound/cards";

    /// <summary>The player's path; null: there is none.</summary>
    public string? Player { get; init; } = Find();

    /// <summary>The kernel's list of sound cards, with a number for each. A kernel without sound has no such list.</summary>
    public Func<IEnumerable<string>> Cards { get; init; } = () => File.Exists(CardsFile) ? File.ReadLines(CardsFile) : [];

    /// <summary>ALSA's configuration, where somebody set one: its default device may need no card.</summary>
    public string? Configuration { get; init; } = Environment.GetEnvironmentVariable(ConfigurationVariable);

    /// <summary>True when a sound can be expected from the device (empty: the default one). Looks each time: a card may be plugged in later.</summary>
    public bool CanPlay(string device) => Player is not null && (device.Length > 0 || Configuration is not null || HasCard());

    private bool HasCard() => Cards().Any(line => line.TrimStart() is [var first, ..] && char.IsAsciiDigit(first));

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
}
