using System.Runtime.InteropServices;

namespace Kiosk.Bench.Commands;

/// <summary>The few calls of libc that .NET has no name for.</summary>
internal static partial class Native
{
    public const int SigTerm = 15;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int pid, int signal);
}
