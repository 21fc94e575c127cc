using System.Runtime.InteropServices;
using Kiosk.Desk;

namespace Kiosk.Pi.Watches;

/// <summary>Whether the kernel's clock follows a time server; a Raspberry Pi has no clock of its own that survives the plug.</summary>
internal static partial class KernelClock
{
    // adjtimex(2): TIME_ERROR means that the clock is not synchronized. The largest struct timex is well under this size.
    private const int TimeError = 5;
    private const int TimexSize = 512;

    public static unsafe ClockState State
    {
        get
        {
            var timex = stackalloc byte[TimexSize];
            new Span<byte>(timex, TimexSize).Clear();
            return AdjTimex(timex) is >= 0 and not TimeError ? ClockState.Synchronized : ClockState.Unsynchronized;
        }
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int AdjTimex(byte* timex);
}
