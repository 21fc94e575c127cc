using Kiosk.Pi.Configuration;
using Kiosk.Signals;

namespace Kiosk.Pi.FirstBoot;

/// <summary><c>kiosk first-boot blink</c>: while the stand cannot begin, the lamp STOP tells why, as often as the number of the trouble, for a stand without a screen.</summary>
internal sealed class BlinkVerb(KioskOptions options, OpenPanel open, TimeProvider time, TextWriter error)
{
    private static readonly TimeSpan Flash = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Blinks until it is stopped, or until nothing is wrong any more.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        string? lost = null;
        var opened = open(options.Panel, time, trouble => lost ??= trouble?.ToString());
        await using var panel = opened.Value;
        if (panel is null)
        {
            await error.WriteLineAsync($"kiosk: {opened.Problem}");
            return ExitCode.Unavailable;
        }

        while (lost is null && BootStatus.Read(BootStatus.PathOf(options)) is { } problem)
        {
            for (var flash = 0; flash < problem.Number; flash++)
            {
                panel.Show(Signal.Dark with { Stop = Rhythm.Steady });
                await Task.Delay(Flash, time, stop);
                panel.Show(Signal.Dark);
                await Task.Delay(Flash, time, stop);
            }

            await Task.Delay(Pause, time, stop);
        }

        return lost is null ? ExitCode.Done : ExitCode.Unavailable;
    }
}
