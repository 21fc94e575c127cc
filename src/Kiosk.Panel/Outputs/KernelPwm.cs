using System.Globalization;

namespace Kiosk.Panel.Outputs;

/// <summary>What the kernel has of PWM, and what to do where it is not what the wiring wants.</summary>
internal static class KernelPwm
{
    private const string Folder = "/sys/class/pwm";
    private const string Prefix = "pwmchip";

    /// <summary>Why there is no such channel; null when there is one.</summary>
    public static string? Trouble(PwmWiring wiring, string folder = Folder)
    {
        var chip = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{wiring.Chip}"));
        if (!Directory.Exists(chip))
        {
            string[] others = Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, Prefix + "*").Select(path => Path.GetFileName(path)[Prefix.Length..]).Order(StringComparer.Ordinal)] : [];
            return others is []
                ? "the kernel has no PWM. On a Raspberry Pi add dtoverlay=pwm,pin=18,func=2 to config.txt (for two channels dtoverlay=pwm-2chan,pin=18,func=2,pin2=19,func2=2), and restart it; or leave out Pwm."
                : $"there is no such chip. There {(others is [_] ? "is" : "are")} {string.Join(", ", others)}: set Pwm:Chip to {(others is [_] ? "it" : "one of them")}.";
        }

        return int.TryParse(File.ReadAllText(Path.Combine(chip, "npwm")), CultureInfo.InvariantCulture, out var channels) && (uint)wiring.Channel >= channels
            ? $"the chip has only the channels 0 to {channels - 1}: set Pwm:Channel to one of them."
            : null;
    }

    /// <summary>Words for what goes wrong with a channel that is there.</summary>
    public static string Words(Exception e) => e switch
    {
        UnauthorizedAccessException => $"{e.Message} The stand's user must be in the group that owns it (gpio on Raspberry Pi OS: usermod -aG gpio USER; on Debian a udev rule gives it to such a group).",
        IOException => $"{e.Message}. Perhaps another program or another dtoverlay uses the channel.",
        _ => e.Message,
    };
}
