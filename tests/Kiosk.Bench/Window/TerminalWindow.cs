using System.Diagnostics;
using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Window;

/// <summary>
/// One terminal window with two sides, by a tmux of its own: left <c>kiosk-bench stand</c>, right <c>kiosk screen</c>. Holds the bench while it is open.
/// </summary>
internal sealed class TerminalWindow(BenchFolder folder, string? config, TimeProvider time)
{
    /// <summary>With fewer columns one side is shown at a time.</summary>
    private const int SideBySide = 140;

    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            throw new BenchException("The window needs a terminal. Without one there is 'kiosk-bench up', see 'kiosk-bench --help'.");
        }

        folder.Make();
        await Console.Error.WriteLineAsync("Starting card reader service, authority and desk ...");
        await using var up = await UpProcess.StartAsync(folder, config, time, stop);
        await File.WriteAllTextAsync(folder.TmuxConfig, TmuxConfig.Text, stop);
        File.Delete(folder.ScreenLog);

        using var tmux = Tmux(NewWindow());
        try
        {
            await tmux.WaitForExitAsync(stop);
        }
        finally
        {
            using var end = Tmux(["kill-server"], quiet: true);
            await end.WaitForExitAsync(CancellationToken.None);
            File.Delete(folder.TmuxSocket);
            File.Delete(folder.TmuxConfig);
        }

        return await TellTroubleAsync(tmux.ExitCode);
    }

    private static string[] NewWindow()
    {
        var isWide = Console.WindowWidth >= SideBySide;
        return
        [
            "new-session", "exec \"$BENCH_PROGRAM\" stand --dir \"$BENCH_DIR\" 2>>\"$BENCH_LOG\"", ";",
            "split-window", "-h", "-l", isWide ? $"{Console.WindowWidth - StandView.Width - 1}" : "50%",
            "exec \"$SCREEN_PROGRAM\" screen --config \"$SCREEN_CONFIG\" 2>>\"$BENCH_LOG\"", ";",
            "select-pane", "-L", .. isWide
                ? (string[])[";", "set-hook", "-g", "client-resized", $"resize-pane -t :.0 -x {StandView.Width}"]
                : [";", "resize-pane", "-Z"],
        ];
    }

    private Process Tmux(string[] arguments, bool quiet = false)
    {
        var start = new ProcessStartInfo("tmux", ["-u", "-S", folder.TmuxSocket, "-f", folder.TmuxConfig, .. arguments])
        {
            RedirectStandardError = quiet,
            Environment =
            {
                ["LC_ALL"] = "C.UTF-8",
                ["BENCH_PROGRAM"] = Processes.BenchProgram,
                ["BENCH_DIR"] = folder.Path,
                ["BENCH_LOG"] = folder.ScreenLog,
                ["SCREEN_PROGRAM"] = Processes.KioskProgram,
                ["SCREEN_CONFIG"] = folder.ConfigFile,
            },
        };
        // Also works inside somebody's tmux, which would otherwise refuse to be nested.
        start.Environment.Remove("TMUX");
        start.Environment.Remove("TMUX_PANE");
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchException("tmux is missing: 'sudo apt-get install tmux', or 'make run', which does it.");
        }
    }

    private async Task<int> TellTroubleAsync(int exitCode)
    {
        var trouble = File.Exists(folder.ScreenLog) ? await File.ReadAllTextAsync(folder.ScreenLog) : string.Empty;
        await Console.Error.WriteLineAsync(trouble.Length > 0 ? $"The window ended:{Environment.NewLine}{trouble}" : "Everything is ended.");
        return exitCode;
    }
}
