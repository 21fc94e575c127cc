namespace Kiosk.Panel;

/// <summary>What this computer has to play with.</summary>
internal sealed record SoundSystem
{
    private const string Program = "aplay";

    /// <summary>The player's path; null: there is none.</summary>
    public string? Player { get; init; } = Find();

    /// <summary>The kernel's list of sound cards. It has a line with a number for each; the file is missing where the kernel has no sound at all.</summary>
    public string Cards { get; init; } = "/proc/asound/cards";

    /// <summary>ALSA's configuration, where somebody set another than the system's: its default device may need no card.</summary>
    public string? Configuration { get; init; } = Environment.GetEnvironmentVariable(ConfigurationVariable);

    /// <summary>What ALSA calls it.</summary>
    public static string ConfigurationVariable => "ALSA_CONFIG_PATH";

    /// <summary>True when a sound can be expected from the device (empty: the default one). Looks each time: a card may be plugged in later.</summary>
    public bool CanPlay(string device) => Player is not null && (device.Length > 0 || Configuration is not null || HasCard());

    private bool HasCard()
    {
        try
        {
            return File.ReadLines(Cards).Any(line => line.TrimStart() is [var first, ..] && char.IsAsciiDigit(first));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Program)).FirstOrDefault(File.Exists);
}
