using Kiosk.Machine.Qemu;

namespace Kiosk.Machine.Stand;

/// <summary>What stands on the staff screen, as the program between it and the picture has it.</summary>
internal static class ScreenInside
{
    private const string Capture = "nsenter -t $(systemctl show -P MainPID kiosk-screen) -m -- env TMUX_TMPDIR=/tmp tmux -u -S /tmp/tmux-801/default capture-pane -p";

    /// <summary>Waits until the screen shows a text.</summary>
    public static async Task UntilAsync(GuestShell shell, string text, TimeSpan patience, CancellationToken stop) => await Polling.UntilAsync(
        async () => (await shell.TryAsync(Capture, stop)).Output, shown => shown.Contains(text, StringComparison.Ordinal), TimeSpan.FromMilliseconds(300), patience,
        shown => Task.FromResult($"'{text}' on the staff screen, which shows:\n{shown}"), stop);
}
