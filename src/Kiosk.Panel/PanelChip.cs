using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.InteropServices;
using Kiosk.Panel.Gpio;

namespace Kiosk.Panel;

/// <summary>The panel's chip, or why there is none.</summary>
/// <param name="Controller">The opened chip, for <see cref="VisitorPanel"/>.</param>
/// <param name="Wiring">The wiring with the chip's own offsets, for the same.</param>
/// <param name="Trouble">What is wrong and what to do about it; null when there is a controller.</param>
public sealed record PanelChipResult(GpioController? Controller, Wiring? Wiring, string? Trouble)
{
    /// <summary>It could not be opened.</summary>
    public static implicit operator PanelChipResult(string trouble) => new(Controller: null, Wiring: null, trouble);
}

/// <summary>Finds the panel's chip by its label or name and opens it with the libgpiod that is installed.</summary>
public static class PanelChip
{
    /// <summary>Opens the chip of a wiring that has no <see cref="Wiring.Problems"/>. Never throws: what goes wrong is told with its cure.</summary>
    public static PanelChipResult Open(Wiring wiring)
    {
        ArgumentNullException.ThrowIfNull(wiring);
        try
        {
            var (device, trouble) = Find(wiring, GpioDevice.All());
            return device is null ? trouble! : Open(wiring, device);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GpiodException or PlatformNotSupportedException)
        {
            return $"The GPIO chip cannot be opened: {e.Message}";
        }
    }

    /// <summary>The chip that the wiring means, or why it is none of these.</summary>
    internal static (GpioDevice? Device, string? Trouble) Find(Wiring wiring, IReadOnlyList<GpioDevice> devices)
    {
        if (devices is [])
        {
            return (null, "This computer has no GPIO chip (/dev/gpiochip*): the panel needs a Raspberry Pi's header or the like.");
        }

        string[] wanted = wiring.Chip.Length == 0 ? RaspberryPi.Labels : [wiring.Chip];
        var chip = devices.FirstOrDefault(device => device.Refusal is null && (wanted.Contains(device.Label, StringComparer.Ordinal) || wanted.Contains(device.Name, StringComparer.Ordinal)));
        if (chip is null)
        {
            return (null, devices.Any(device => device.Refusal is not null) ? NotPermitted(devices) : NotFound(wiring, devices));
        }

        return wiring.AllLines().FirstOrDefault(used => used.Line >= chip.Lines) is { Key: not null } beyond
            ? (null, $"{beyond.Key} is {beyond.Line}, but {chip.Describe()} has only the lines 0 to {chip.Lines - 1}.")
            : (chip, null);
    }

    private static PanelChipResult Open(Wiring wiring, GpioDevice device)
    {
        var (onChip, unknown) = wiring.OnChip(device.Describe(), wiring.Names.Any ? device.LineNames() : []);
        return onChip is null ? unknown!
            : onChip.Problems() is [_, ..] problems ? string.Join(' ', problems)
            : InUse(onChip, device.UserOf) ?? OpenDriver(device, onChip);
    }

    /// <summary>Which of the wiring's lines somebody else holds; null when all are free.</summary>
    internal static PanelChipResult? InUse(Wiring wiring, Func<int, string?> userOf)
    {
        var taken = wiring.AllLines().Select(used => (used.Key, used.Line, User: userOf(used.Line))).Where(used => used.User is not null).ToArray();
        return taken is [] ? null : (PanelChipResult)
            $"{string.Join(", ", taken.Select(used => $"{used.Key} (line {used.Line}) is used by {used.User}"))}: stop that program or remove its dtoverlay from config.txt, or wire the panel to other lines.";
    }

    private static string NotFound(Wiring wiring, IReadOnlyList<GpioDevice> devices) =>
        (wiring.Chip.Length == 0 ? "No GPIO chip of a Raspberry Pi's header was found" : $"Panel:Chip is {wiring.Chip}, but there is no such chip")
        + $". There are: {string.Join(", ", devices.Select(device => device.Describe()))}. Set Panel:Chip to one of these labels.";

    private static string NotPermitted(IReadOnlyList<GpioDevice> devices) =>
        $"The panel's GPIO chip may be among those that cannot be opened: {string.Join(", ", devices.Where(device => device.Refusal is not null).Select(device => device.Describe()))}. "
        + "The stand's user must be in the group that owns them (gpio on Raspberry Pi OS: usermod -aG gpio USER; on Debian a udev rule gives them to such a group).";

    private static PanelChipResult OpenDriver(GpioDevice device, Wiring wiring)
    {
        PanelChipResult Controller(GpioDriver driver) => new(
            new GpioController(new ChipDriver(new GpioController(driver), device.Path, (uint)wiring.SettleMilliseconds * 1000)), wiring, Trouble: null);

        // Debian 12 has libgpiod 1 (libgpiod.so.2), Debian 13 has libgpiod 2 (libgpiod.so.3).
        if (NativeLibrary.TryLoad("libgpiod.so.2", out _))
        {
            return Controller(new LibGpiodDriver(device.Number));
        }

        return NativeLibrary.TryLoad("libgpiod.so.3", out _)
            ? Controller(new LibGpiodV2Driver(device.Number))
            : "libgpiod is not installed: apt install libgpiod2 (Debian 12) or libgpiod3 (Debian 13).";
    }
}
