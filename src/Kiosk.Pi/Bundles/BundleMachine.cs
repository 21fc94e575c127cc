using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Watches;

namespace Kiosk.Pi.Bundles;

/// <summary>The computer for a bundle: what runs on it, and how it is.</summary>
internal static class BundleMachine
{
    private static readonly string[] Packages =
        ["kiosk-pi", "pcscd", "libpcsclite1", "libccid", "libgpiod2", "libgpiod3", "alsa-utils", "libssl3", "libssl3t64", "systemd", "systemd-timesyncd", "chrony", "linux-image-rpi-v8", "raspi-firmware"];

    /// <summary>Versions of the program and of what it stands on.</summary>
    public static async Task<string> VersionsAsync(CancellationToken stop)
    {
        var text = new StringBuilder();
        Line(text, "kiosk", ProgramVersion.Text);
        Line(text, "runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        Line(text, "system", ReadOrNot("/etc/os-release").Split('\n').FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) ?? "-");
        Line(text, "kernel", $"{ReadOrNot("/proc/sys/kernel/osrelease")}, {RuntimeInformation.OSArchitecture}");
        Line(text, "model", ReadOrNot("/proc/device-tree/model").Trim('\0'));
        text.Append(await BundleTool.RunAsync("dpkg-query", ["-W", "-f", "${Package} ${Version} ${db:Status-Status}\n", .. Packages], stop) ?? "packages: dpkg-query cannot be asked\n");
        return text.ToString();
    }

    /// <summary>Memory, disk, clock, and the desk's process.</summary>
    public static async Task<string> StateAsync(KioskOptions options, TimeProvider time, CancellationToken stop)
    {
        var text = new StringBuilder();
        Line(text, "now", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        Line(text, "clock", KernelClock.State);
        text.Append(await BundleTool.RunAsync("timedatectl", ["show", "-p", "Timezone", "-p", "NTP", "-p", "NTPSynchronized"], stop) ?? "timedatectl: cannot be asked\n");
        Line(text, "up for", double.TryParse(ReadOrNot("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture, out var seconds) ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h") : "-");
        Line(text, "load", ReadOrNot("/proc/loadavg"));
        Line(text, "memory", Sizes("/proc/meminfo", "MemTotal", "MemAvailable", "SwapFree"));
        Line(text, "temperature", ReadOrNot("/sys/class/thermal/thermal_zone0/temp"));
        foreach (var (name, folder) in new[] { ("root", "/"), ("vault", options.Vault.Folder), ("identity", options.Identity.Folder) })
        {
            Line(text, $"disk of {name}", DiskOf(folder));
        }

        Line(text, "vault files", string.Join(", ", Directory.Exists(options.Vault.Folder)
            ? new DirectoryInfo(options.Vault.Folder).GetFileSystemInfos().Select(entry => $"{entry.Name} {(entry is FileInfo file ? $"{file.Length / 1024} KiB" : "(folder)")}").Order(StringComparer.Ordinal)
            : []));
        foreach (var process in Desks())
        {
            Line(text, "desk", process);
        }

        return text.ToString();
    }

    private static string DiskOf(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { Length: > 0 } above)
        {
            there = above;
        }

        var drive = new DriveInfo(there);
        return string.Create(CultureInfo.InvariantCulture, $"{drive.AvailableFreeSpace >> 20} MiB free of {drive.TotalSize >> 30} GiB, {drive.DriveFormat}");
    }

    // Every process of this program that serves: more than one is a finding.
    private static IEnumerable<string> Desks() =>
        from folder in Directory.GetDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let words = ReadOrNot($"{folder}/cmdline").Split('\0')
        where words.Length > 1 && Path.GetFileName(words[0]) == "kiosk" && words[1] == "run"
        select Sizes($"{folder}/status", "VmRSS", "VmHWM");

    // Of the kernel's lines "MemTotal:  24682336 kB".
    private static string Sizes(string file, params string[] names) => string.Join(", ",
        from line in ReadOrNot(file).Split('\n')
        let words = line.Split((char[])[' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries)
        where words.Length == 3 && names.Contains(words[0], StringComparer.Ordinal)
        select string.Create(CultureInfo.InvariantCulture, $"{words[0]} {long.Parse(words[1], CultureInfo.InvariantCulture) >> 10} MiB"));

    private static string ReadOrNot(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "-";
        }
    }

    private static void Line(StringBuilder text, string name, object value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
}
