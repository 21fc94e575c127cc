using Kiosk.Pi.Configuration;
using Kiosk.Pi.Watches;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk run</c>: the desk on real parts.</summary>
internal static class RunVerb
{
    public static Task<int> InvokeAsync(KioskOptions options, CancellationToken stop) =>
        new KioskHost(Console.Error, TimeProvider.System, () => KernelClock.State, RealPanel.Open).RunAsync(options, stop);
}
