using System.ComponentModel;
using System.Diagnostics;

namespace Kiosk.Pi;

/// <summary>Runs a program of the system to its end.</summary>
internal static class SystemTool
{
    /// <summary>What became of it; null where there is no such program.</summary>
    public static async Task<(int ExitCode, string Output, string Error)?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
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
            var error = process.StandardError.ReadToEndAsync(stop);
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, output, await error);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
