using System.Diagnostics;
using System.Text;

namespace Kiosk.Bench.Commands;

/// <summary>Other processes, as /proc shows them.</summary>
internal static class Processes
{
    /// <summary>This program, also when it was started as a library of something else.</summary>
    public static string BenchProgram { get; } = Path.Combine(AppContext.BaseDirectory, "kiosk-bench");

    /// <summary>The product beside it.</summary>
    public static string KioskProgram { get; } = Path.Combine(AppContext.BaseDirectory, "kiosk");

    /// <summary>True when this process lives and is an <c>up</c>: numbers are used again.</summary>
    public static bool IsUp(int pid) => CommandLine(pid).Contains("up");

    /// <summary>The arguments of a living process; none when it is gone or a zombie.</summary>
    public static string[] CommandLine(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Asks a process to end, as <c>kill</c> does.</summary>
    public static void Terminate(Process process)
    {
        if (!process.HasExited)
        {
            _ = Native.Kill(process.Id, Native.SigTerm);
        }
    }
}
