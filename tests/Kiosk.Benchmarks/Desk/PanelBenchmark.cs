using System.Globalization;
using Kiosk.Bench.Desk;
using Kiosk.Bench.Gpio;
using Kiosk.Benchmarks.Reports;
using Kiosk.Desk;

namespace Kiosk.Benchmarks.Desk;

/// <summary>What the visitor's side costs and how quickly it answers: the idle desk, and from a key's contact to its click.</summary>
internal static class PanelBenchmark
{
    private const int Presses = 60;
    private const double MostIdlePercent = 0.2;
    private const double MostMillisecondsToClick = 30;

    // A runtime compiles and collects for a while after the last visitor; a stand idles for hours.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idling = TimeSpan.FromSeconds(60);

    /// <param name="kiosk">The native binary, run on an emulated GPIO chip through libgpiod.</param>
    public static async Task RunAsync(string kiosk, TextWriter output, CancellationToken stop)
    {
        await using var up = new RunningUp("{}", kiosk);
        await up.UntilReadyAsync();
        await using (var desk = new SnapshotFollower(up.Desk))
        {
            await desk.UntilIdleAsync(stop);
            var clicks = await ClickAsync(up, desk, stop);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"\nFrom a key's contact to its click, {Presses} presses: median {clicks.Median:F1} ms, {clicks.Least:F1} to {clicks.Most:F1}. Goal: below {MostMillisecondsToClick}. {(clicks.Most < MostMillisecondsToClick ? "Reached" : "Missed")}."));
        }

        await Task.Delay(Settling, TimeProvider.System, stop);
        var before = Cpu(up.Facts.KioskPid);
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(Idling, TimeProvider.System, stop);
        var percent = (Cpu(up.Facts.KioskPid) - before).TotalSeconds / TimeProvider.System.GetElapsedTime(began).TotalSeconds * 100;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"The idle desk with an armed keypad and a blinking lamp, {Idling.TotalSeconds:F0} s: {percent:F2} % of a core. Goal: below {MostIdlePercent}. {(percent < MostIdlePercent ? "Reached" : "Missed")}."));
    }

    private static async Task<Spread> ClickAsync(RunningUp up, SnapshotFollower desk, CancellationToken stop)
    {
        await up.Card.InsertAsync("hanako", stop);
        await desk.UntilAsync(VisitPhase.Pin, stop);
        using var fingers = ChipFingers.In(up.Folder.Path, TimeProvider.System)!;
        List<TimeSpan> clicks = [];
        while (clicks.Count < Presses)
        {
            clicks.Add(await fingers.MeasureClickAsync("123456789"[clicks.Count % 9], stop) ?? throw new InvalidOperationException("A key did not click."));
        }

        await up.Card.RemoveAsync(stop);
        await desk.UntilIdleAsync(stop);
        return Spread.Of(clicks);
    }

    private static TimeSpan Cpu(int pid)
    {
        using var process = System.Diagnostics.Process.GetProcessById(pid);
        return process.TotalProcessorTime;
    }
}
