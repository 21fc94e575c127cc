using System.Diagnostics;
using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Window;

/// <summary><c>kiosk-bench up</c> as a child of the window; it ends with it, whatever happens to the window.</summary>
internal sealed class UpProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process process;
    private readonly TimeProvider time;

    private UpProcess(Process process, TimeProvider time) => (this.process, this.time) = (process, time);

    /// <summary>Starts it and waits until a visit can begin.</summary>
    /// <exception cref="BenchException">It ended; the message holds what it said.</exception>
    public static async Task<UpProcess> StartAsync(BenchFolder folder, string? config, TimeProvider time, CancellationToken stop)
    {
        string[] configured = config is null ? [] : ["--config", Path.GetFullPath(config)];
        var start = new ProcessStartInfo(Processes.BenchProgram, ["up", "--until-input-ends", "--dir", folder.Path, .. configured])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var up = new UpProcess(Process.Start(start)!, time);
        try
        {
            await up.ReadyAsync(folder, stop);
            return up;
        }
        catch
        {
            await up.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(Patience, time);
        try
        {
            Processes.Terminate(process);
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private async Task ReadyAsync(BenchFolder folder, CancellationToken stop)
    {
        var log = new StreamWriter(folder.UpLog, append: false) { AutoFlush = true };
        var said = new List<string>();
        // Goes on for as long as it runs: a full pipe would stop it.
        var errors = DrainAsync(process.StandardError, log, said);
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (line == "ready")
            {
                return;
            }
        }

        await errors;
        throw new BenchException($"The bench did not start:{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
    }

    private static async Task DrainAsync(StreamReader from, StreamWriter log, List<string> said)
    {
        await using (log)
        {
            while (await from.ReadLineAsync() is { } line)
            {
                said.Add(line);
                await log.WriteLineAsync(line);
            }
        }
    }
}
