using System.Diagnostics;

namespace Kiosk.Pi.Bundles;

/// <summary>A program of the system that is asked for a bundle.</summary>
internal static class BundleTool
{
    /// <summary>What it writes; null where there is none, or it fails.</summary>
    public static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            })!;
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(stop);
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await errors;
            await process.WaitForExitAsync(stop);
            return process.ExitCode == 0 || output.Length > 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
