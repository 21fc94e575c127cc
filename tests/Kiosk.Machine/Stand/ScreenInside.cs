using Kiosk.Machine.Qemu;

namespace Kiosk.Machine.Stand;

/// <summary>What stands on the staff screen, as the program between it and the picture has it.</summary>
internal static class ScreenInside
{
    private const string Capture = "nsenter -t $(systemctl show -P MainPID kiosk-screen) -m -- env TMUX_TMPDIR=/tmp tmux -u -S /tmp/tmux-801/default capture-pane -p";

    /// <summary>Waits until the screen shows a text.</summary>
    public static async Task UntilAsync(GuestShell shell, string text, TimeSpan patience, CancellationToken stop)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var (_, shown) = await shell.TryAsync(Capture, stop);
            if (shown.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(began) > patience)
            {
                throw new MachineException($"Waited {patience.TotalSeconds:0} s for '{text}' on the staff screen, which shows:\n{shown}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, stop);
        }
    }
}
