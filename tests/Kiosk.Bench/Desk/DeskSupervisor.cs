using Kiosk.Bench.Commands;
using Kiosk.Pi;

namespace Kiosk.Bench.Desk;

/// <summary>Keeps a desk running as systemd does on a stand: whoever kills it gets another, unless it cannot run at all.</summary>
internal sealed class DeskSupervisor(BenchFolder folder, string? kiosk, string? under, IReadOnlyDictionary<string, string> environment, TextWriter errors, TimeProvider time)
{
    private const int MostFailures = 5;
    private const int Killed = 128 + 9;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>Until cancelled. Each new desk's process id is told.</summary>
    /// <exception cref="BenchException">The desk cannot run; the message holds its last words.</exception>
    public async Task RunAsync(Action<int> started, CancellationToken cancellation)
    {
        await using var file = new StreamWriter(folder.DeskLog, append: false) { AutoFlush = true };
        await using var log = TextWriter.Synchronized(file);
        void Said(string line)
        {
            log.WriteLine(line);
            errors.WriteLine(line);
        }

        for (var failures = 1; ; failures++)
        {
            var since = time.GetTimestamp();
            await using var desk = DeskProcess.Start(folder, kiosk, under, environment, Said, time);
            started(desk.Id);
            await desk.WaitAsync(cancellation);

            // Killed from outside it has not failed, however soon.
            failures = time.GetElapsedTime(since) > Settled || desk.ExitCode == Killed ? 0 : failures;
            if (failures >= MostFailures || IsHopeless(desk.ExitCode))
            {
                throw new BenchException($"The desk cannot run (exit code {desk.ExitCode}):{Environment.NewLine}{string.Join(Environment.NewLine, desk.LastWords)}");
            }

            await errors.WriteLineAsync($"kiosk-bench: the desk (process {desk.Id}) ended with exit code {desk.ExitCode}; it is started again.");
            await Task.Delay(Pause, time, cancellation);
        }
    }

    // It said what to mend: starting it again would say it again.
    private static bool IsHopeless(int exitCode) => exitCode is ExitCode.Usage or ExitCode.CannotWrite or ExitCode.Refused or ExitCode.Configuration;
}
