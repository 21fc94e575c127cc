using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel.Gpio;

/// <summary>
/// A GPIO chip as the kernel describes it. Asked of the kernel itself (linux/gpio.h): libgpiod 1 lists chips only when all of them can be opened, and crashes otherwise.
/// </summary>
/// <param name="Path">/dev/gpiochipN.</param>
/// <param name="Number">N.</param>
/// <param name="Name">The kernel's name; empty when the chip could not be opened.</param>
/// <param name="Label">What it is; empty when the chip could not be opened.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Refusal">Why it could not be opened; null when it could.</param>
internal sealed record GpioDevice(string Path, int Number, string Name, string Label, int Lines, string? Refusal = null)
{
    private const uint GetChipInfo = 0x8044B401; // _IOR(0xB4, 1, struct gpiochip_info)
    private const uint GetLineInfo = 0xC100B405; // _IOWR(0xB4, 5, struct gpio_v2_line_info)
    private const int LineInfoSize = 256;
    private const int NameLength = 32; // with the closing zero

    public string Describe() => Refusal is null ? $"{Name} [{Label}]" : $"{Path} ({Refusal})";

    /// <summary>All chips of this machine, in the order of their numbers.</summary>
    public static IReadOnlyList<GpioDevice> All(string folder = "/dev") =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "gpiochip*")
            .Select(path => (Path: path, Number: int.TryParse(System.IO.Path.GetFileName(path)["gpiochip".Length..], NumberStyles.None, null, out var number) ? number : -1))
            .Where(chip => chip.Number >= 0).OrderBy(chip => chip.Number).Select(chip => Ask(chip.Path, chip.Number)),
    ];

    /// <summary>Who uses a line now; null when nobody does, or when the kernel does not say.</summary>
    public string? UserOf(int line)
    {
        const int usedFlag = 1;
        Span<byte> info = stackalloc byte[LineInfoSize];
        using var file = Open(Path);
        if (!Ask(file, line, info) || (BinaryPrimitives.ReadUInt64LittleEndian(info[72..]) & usedFlag) == 0)
        {
            return null;
        }

        var consumer = Text(info.Slice(NameLength, NameLength));
        return consumer.Length > 0 ? consumer : "the kernel";
    }

    /// <summary>What the kernel calls the lines, by offset; empty for a line without a name.</summary>
    public IReadOnlyList<string> LineNames()
    {
        Span<byte> info = stackalloc byte[LineInfoSize];
        using var file = Open(Path);
        var names = new string[Lines];
        for (var line = 0; line < Lines; line++)
        {
            names[line] = Ask(file, line, info) ? Text(info[..NameLength]) : "";
        }

        return names;
    }

    private static bool Ask(SafeFileHandle file, int line, Span<byte> info)
    {
        info.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(info[(2 * NameLength)..], (uint)line);
        return Ioctl(file, GetLineInfo, ref info[0]) >= 0;
    }

    private static GpioDevice Ask(string path, int number)
    {
        try
        {
            Span<byte> info = stackalloc byte[(2 * NameLength) + sizeof(uint)];
            info.Clear();
            using var file = Open(path);
            return Ioctl(file, GetChipInfo, ref info[0]) < 0
                ? new GpioDevice(path, number, "", "", 0, Marshal.GetLastPInvokeErrorMessage())
                : new GpioDevice(path, number, Text(info[..NameLength]), Text(info.Slice(NameLength, NameLength)), (int)BinaryPrimitives.ReadUInt32LittleEndian(info[(2 * NameLength)..]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new GpioDevice(path, number, "", "", 0, e is UnauthorizedAccessException ? "no permission" : e.Message);
        }
    }

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[..(name.IndexOf((byte)0) is >= 0 and var end ? end : name.Length)]);

    private static int Ioctl(SafeFileHandle file, nuint request, ref byte argument) => Native.Ioctl(file, request, ref argument);
}
