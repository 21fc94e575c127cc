using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Desk;

/// <summary>What an earlier bench in the same folder left behind, perhaps because it was killed.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the desk of a killed bench is gone: it ends by itself, and would take the new one's sockets with it.</summary>
    /// <exception cref="BenchException">It does not end.</exception>
    public static async Task EndAsync(BenchFolder folder, TimeProvider time, CancellationToken cancellation)
    {
        if (BenchFile.Read(folder) is not { } last)
        {
            return;
        }

        var since = time.GetTimestamp();
        while (Processes.CommandLine(last.KioskPid).Any(argument => argument.StartsWith(folder.Path, StringComparison.Ordinal)))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new BenchException($"The desk of an earlier bench in {folder.Path} (process {last.KioskPid}) does not end. Kill it.");
            }

            await Task.Delay(Glance, time, cancellation);
        }
    }

    /// <summary>Removes what would mislead: sockets, devices, bench.json, and the last bench's results unless they are kept.</summary>
    public static void Remove(BenchFolder folder, bool keepVault)
    {
        foreach (var path in (string[])[folder.BenchFile, folder.DeskSocket, folder.PanelSocket, folder.UpSocket])
        {
            File.Delete(path);
        }

        foreach (var path in ((string[])[folder.InputFolder, folder.GpioFolder, .. keepVault ? (string[])[] : [folder.VaultFolder]]).Where(Directory.Exists))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
