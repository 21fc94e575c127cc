using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel.Evdev;

/// <summary>An input device as the kernel describes it.</summary>
/// <param name="Path">/dev/input/eventN.</param>
/// <param name="Number">N.</param>
/// <param name="Name">The kernel's name for it; empty when it could not be opened.</param>
/// <param name="Keys">What it has keys for.</param>
/// <param name="Refusal">Why it could not be opened; null when it could.</param>
internal sealed record EvdevDevice(string Path, int Number, string Name, KeySet Keys, string? Refusal = null)
{
    private const string Prefix = "event";

    public string Describe() => Refusal is null ? $"'{Name}' ({Path})" : $"{Path} ({Refusal})";

    /// <summary>All input devices of this machine, in the order of their numbers.</summary>
    public static IReadOnlyList<EvdevDevice> All(string folder = "/dev/input")
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries(folder, $"{Prefix}*")
                    .Select(path => (Path: path, Number: int.TryParse(System.IO.Path.GetFileName(path)[Prefix.Length..], NumberStyles.None, null, out var number) ? number : -1))
                    .Where(device => device.Number >= 0).OrderBy(device => device.Number).Select(device => Ask(device.Path, device.Number)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            // The kernel makes the folder with the first device.
            return [];
        }
    }

    /// <summary>Opens the device for this program alone.</summary>
    public EvdevOpened Open()
    {
        SafeFileHandle? file = null;
        try
        {
            file = OpenFile(Path);
            // Between looking and opening, another device may have got this number.
            var trouble = Ask(file, Path, Number) != this ? $"The USB keypad {Describe()} went away while it was opened: plug it in again."
                : Native.Ioctl(file, EvdevNative.Grab, 1) < 0 ? NotGrabbed(Marshal.GetLastPInvokeError())
                : null;
            if (trouble is not null)
            {
                return new EvdevOpened(File: null, Name, trouble);
            }

            var opened = new EvdevOpened(file, Name, Trouble: null);
            file = null;
            return opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new EvdevOpened(File: null, Name, $"The USB keypad {Describe()} cannot be opened: {e.Message}");
        }
        finally
        {
            file?.Dispose();
        }
    }

    private string NotGrabbed(int error) => error == Native.Busy
        ? $"The USB keypad {Describe()} is held by another program: stop that program, 'fuser -v {Path}' names it."
        : $"The USB keypad {Describe()} cannot be had alone: {Marshal.GetPInvokeErrorMessage(error)}";

    private static EvdevDevice Ask(string path, int number)
    {
        try
        {
            using var file = OpenFile(path);
            return Ask(file, path, number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new EvdevDevice(path, number, "", KeySet.None, e is UnauthorizedAccessException ? "no permission" : e.Message);
        }
    }

    private static EvdevDevice Ask(SafeFileHandle file, string path, int number)
    {
        var name = new byte[EvdevNative.NameLength];
        var keys = new byte[EvdevNative.KeyBytes];
        return Native.Ioctl(file, EvdevNative.GetName, ref name[0]) < 0 || Native.Ioctl(file, EvdevNative.GetKeys, ref keys[0]) < 0
            ? new EvdevDevice(path, number, "", KeySet.None, Marshal.GetLastPInvokeErrorMessage())
            : new EvdevDevice(path, number, Text(name), EvdevKeys.Of(code => (keys[code / 8] & (1 << (code % 8))) != 0));
    }

    private static SafeFileHandle OpenFile(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    // The device chose its name: nothing in it may move a terminal's cursor.
    private static string Text(ReadOnlySpan<byte> name) =>
        string.Concat(Encoding.UTF8.GetString(name[..(name.IndexOf((byte)0) is >= 0 and var end ? end : name.Length)]).Where(letter => !char.IsControl(letter))).Trim();
}

/// <summary>The stand's USB keypad, or why there is none.</summary>
/// <param name="File">The device, opened for this program alone.</param>
/// <param name="Name">The kernel's name for it.</param>
/// <param name="Trouble">What is wrong and what to do about it; null when there is a file.</param>
internal sealed record EvdevOpened(SafeFileHandle? File, string Name, string? Trouble);
