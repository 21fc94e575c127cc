using System.Diagnostics;
using System.Text;

namespace Kiosk.Machine.Stand;

/// <summary>A USB stick with one FAT file system, labelled KIOSK, written and read by mtools.</summary>
internal static class TechniciansStick
{
    private const int KiB = 32 << 10;

    /// <summary>A new one, with these files.</summary>
    public static async Task MakeAsync(string path, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop)
    {
        File.Delete(path);
        await ToolAsync("mkfs.vfat", ["-n", "KIOSK", "-C", path, $"{KiB}"], stop);
        foreach (var folder in files.Keys.Select(Path.GetDirectoryName).Where(folder => !string.IsNullOrEmpty(folder)).Distinct(StringComparer.Ordinal))
        {
            await ToolAsync("mmd", ["-i", path, $"::{folder}"], stop);
        }

        foreach (var (name, content) in files)
        {
            var local = path + ".part";
            await File.WriteAllBytesAsync(local, content, stop);
            await ToolAsync("mcopy", ["-o", "-i", path, local, $"::{name}"], stop);
            File.Delete(local);
        }
    }

    /// <summary>What lies on it.</summary>
    public static async Task<string> ListAsync(string path, CancellationToken stop) => await ToolAsync("mdir", ["-b", "-i", path, "::"], stop);

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
}
