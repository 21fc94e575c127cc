using System.Globalization;

namespace Kiosk.Bench.Gpio;

/// <summary>The kernel's PWM for the program that has a <see cref="GpioChip"/>: a folder with the files that <c>/sys/class/pwm</c> has.</summary>
public sealed class PwmChip
{
    private readonly string folder;

    /// <summary>A chip that is there, with no channel in use.</summary>
    /// <param name="chip">Whose program sees it.</param>
    /// <param name="number">N of pwmchipN.</param>
    /// <param name="channels">How many channels it has.</param>
    public PwmChip(GpioChip chip, int number, int channels)
    {
        ArgumentNullException.ThrowIfNull(chip);
        folder = Directory.CreateDirectory(Path.Combine(chip.Folder, "pwm", string.Create(CultureInfo.InvariantCulture, $"pwmchip{number}"))).FullName;
        File.WriteAllText(Path.Combine(folder, "npwm"), string.Create(CultureInfo.InvariantCulture, $"{channels}\n"));
        File.WriteAllText(Export, "");
        File.WriteAllText(Path.Combine(folder, "unexport"), "");
    }

    private string Export => Path.Combine(folder, "export");

    /// <summary>Nobody may take a channel.</summary>
    public void Forbid() => File.SetUnixFileMode(Export, UnixFileMode.None);

    /// <summary>What a channel does; all 0 when nobody took it.</summary>
    /// <returns>Nanoseconds of a whole period and of its share that is on; whether it runs.</returns>
    public (int Period, int On, bool Runs) Channel(int number) => (Read(number, "period"), Read(number, "duty_cycle"), Read(number, "enable") == 1);

    private int Read(int channel, string name)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"pwm{channel}"), name);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
