using System.Globalization;
using Kiosk.Bench.Commands;

namespace Kiosk.Benchmarks.Soak;

/// <summary>How large a process is, as /proc shows it.</summary>
/// <param name="Rss">Resident memory, KiB.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
internal readonly record struct ProcessSize(long Rss, int Threads, int Handles)
{
    /// <exception cref="BenchException">The process is gone, or does not let itself be looked at.</exception>
    public static ProcessSize Of(int pid)
    {
        try
        {
            var status = File.ReadLines($"/proc/{pid}/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
            return new(
                long.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture),
                int.Parse(status["Threads"], CultureInfo.InvariantCulture),
                Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Count());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyNotFoundException)
        {
            throw new BenchException($"Process {pid} cannot be looked at: {e.Message}");
        }
    }
}
