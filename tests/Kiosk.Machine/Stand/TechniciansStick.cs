using System.Diagnostics;
using System.Text;

namespace Kiosk.Machine.Stand;

/// <summary>What a technician's computer does: files onto the boot partition of a card, or onto a USB stick with one FAT file system, labelled KIOSK. By mtools.</summary>
internal static class TechniciansStick
{
    // Where image/disk puts the boot partition.
    private const string BootPartition = "@@4M";

    /// <summary>A new stick, with these files.</summary>
    public static async Task MakeAsync(string path, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        File.Delete(path);
        var kib = files.Values.Sum(file => file.Length / 1024) + (32 << 10);
        await ToolAsync("mkfs.vfat", ["-n", "KIOSK", "-C", path, $"{kib}"], stop);
        await CopyAsync(path, files, stop);
    }

    /// <summary>Puts files onto the boot partition of a card.</summary>
    public static async Task PutOnCardAsync(string card, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop) => await CopyAsync(card + BootPartition, files, stop);

    /// <summary>What lies on a stick.</summary>
    public static async Task<string> ListAsync(string path, CancellationToken stop) => await ToolAsync("mdir", ["-b", "-i", path, "::"], stop);

    /// <summary>What a file on a stick says.</summary>
    public static async Task<string> ReadAsync(string path, string name, CancellationToken stop) => await ToolAsync("mtype", ["-i", path, $"::{name}"], stop);

    /// <summary>Runs a tool, which must succeed, and gives what it wrote.</summary>
    public static async Task<string> ToolAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        using var process = Process.Start(start) ?? throw new MachineException($"{program} did not start.");
        var error = process.StandardError.ReadToEndAsync(stop);
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? output : throw new MachineException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }

    private static async Task CopyAsync(string image, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        foreach (var folder in files.Keys.Select(Path.GetDirectoryName).Where(folder => !string.IsNullOrEmpty(folder)).Distinct(StringComparer.Ordinal))
        {
            await ToolAsync("mmd", ["-i", image, $"::{folder}"], stop);
        }

        var local = Path.GetTempFileName();
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(local, content, stop);
            await ToolAsync("mcopy", ["-o", "-i", image, local, $"::{name}"], stop);
        }

        File.Delete(local);
    }
}
