using System.IO.Enumeration;

namespace Kiosk.Panel.Evdev;

/// <summary>
/// Which of the input devices is the stand's keypad. Unless it is named, it must be the only one with digits and Enter but without letters: a pad that reports letters
/// as well cannot be told from the staff's keyboard, which the stand must never take from them, least of all when the pad is unplugged.
/// </summary>
internal static class EvdevChoice
{
    /// <summary>The configuration key of the name pattern.</summary>
    public const string Key = "Panel:KeypadDevice";

    /// <summary>Finds the keypad and opens it for this program alone. Never throws: what goes wrong is told with its cure.</summary>
    /// <param name="pattern">The kernel's name of the device, with * for any run of characters; empty: the only numeric keypad.</param>
    /// <param name="folder">Where the devices are.</param>
    public static EvdevOpened Open(string pattern, string folder = "/dev/input")
    {
        try
        {
            var (device, trouble) = Find(pattern, EvdevDevice.All(folder));
            return device?.Open() ?? new EvdevOpened(File: null, string.Empty, trouble);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new EvdevOpened(File: null, string.Empty, $"The input devices cannot be listed: {e.Message}");
        }
    }

    /// <summary>The device that is meant, or why it is none of these.</summary>
    internal static (EvdevDevice? Device, string? Trouble) Find(string pattern, IReadOnlyList<EvdevDevice> devices)
    {
        EvdevDevice[] meant = [.. devices.Where(device => device.Refusal is null && (pattern.Length == 0 || FileSystemName.MatchesSimpleExpression(pattern, device.Name)))];
        EvdevDevice[] fitting = [.. meant.Where(device => pattern.Length == 0 ? IsNumericKeypad(device.Keys) : CanTypePins(device.Keys))];
        return fitting switch
        {
            [var only] => (only, null),
            [_, ..] => (null, $"Several input devices could be the stand's keypad: {List(fitting)}. Set {Key} to the name of one; of two with the same name, unplug one."),
            [] => (null, Missing(pattern, meant, devices)),
        };
    }

    private static bool IsNumericKeypad(KeySet keys) => (keys & (KeySet.Digits | KeySet.Enter | KeySet.Letters)) == (KeySet.Digits | KeySet.Enter);

    // Remote controls, such as the one that comes with HDMI, have telephone digits: these are taken by their name only.
    private static bool CanTypePins(KeySet keys) => (keys & (KeySet.Digits | KeySet.PhoneDigits)) != KeySet.None && (keys & (KeySet.Enter | KeySet.Pound)) != KeySet.None;

    private static string Missing(string pattern, EvdevDevice[] meant, IReadOnlyList<EvdevDevice> devices)
    {
        if (pattern.Length > 0 && meant is [_, ..])
        {
            return $"{Key} is {pattern}, but {List(meant)} has no ten digits with an Enter key: name the device that has.";
        }

        if (devices.Where(device => device.Refusal is not null).ToArray() is [_, ..] refused)
        {
            return $"The USB keypad may be among the input devices that cannot be opened: {List(refused)}. The stand's user must be in the group that owns them (usermod -aG input USER).";
        }

        if (pattern.Length > 0)
        {
            return $"{Key} is {pattern}, but no such device is plugged in. {(devices is [] ? "There are no input devices" : $"There are: {List(devices)}")}. Plug the keypad in, or set {Key} to its name.";
        }

        return devices.Where(device => CanTypePins(device.Keys)).ToArray() is [_, ..] named
            ? $"No numeric keypad is plugged in. Plug it in, or if it is one of these, which may be a whole keyboard or a remote control, set {Key} to its name: {List(named)}."
            : "No USB keypad is plugged in (no device in /dev/input has ten digits and Enter): plug it in.";
    }

    private static string List(IEnumerable<EvdevDevice> devices) => string.Join(", ", devices.Select(device => device.Describe()));
}
