using Kiosk.Bench.Commands;
using Kiosk.Desk;
using Kiosk.Pi;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Watches;

namespace Kiosk.Bench.Desk;

/// <summary>The process that <c>up</c> starts as the desk: what <c>kiosk run</c> does, on simulated lines.</summary>
internal static class BenchDesk
{
    /// <summary>The variable by which <c>up</c> says that a time server has set the clock.</summary>
    public const string ClockIsSet = "BENCH_CLOCK_SET";

    public static async Task<int> RunAsync(BenchFolder folder, CancellationToken stop)
    {
        // The other end of standard input is held by 'up': however that ends, the desk ends too.
        using var gone = new StopSignals();
        gone.StopWithInput();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, gone.Token);

        var (configuration, unread) = KioskConfiguration.Read(folder.ConfigFile, []);
        if (configuration is null)
        {
            return await RefuseAsync(unread);
        }

        var (options, unbound) = KioskConfiguration.Bind(configuration);
        if (options is null)
        {
            return await RefuseAsync(unbound);
        }

        Func<ClockState> clock = Environment.GetEnvironmentVariable(ClockIsSet) is null ? () => KernelClock.State : () => ClockState.Synchronized;
        using var time = new SkippedTime();
        await using var panel = new BenchPanel(folder);
        return await new KioskHost(Console.Error, time, clock, panel.Open).RunAsync(options, either.Token);
    }

    private static async Task<int> RefuseAsync(string? problem)
    {
        await Console.Error.WriteLineAsync($"kiosk: {problem}");
        return ExitCode.Configuration;
    }
}
