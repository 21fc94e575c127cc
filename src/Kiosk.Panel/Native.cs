using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel;

/// <summary>The system's own calls for devices that are files.</summary>
internal static partial class Native
{
    public const int Interrupted = 4; // EINTR
    public const int Again = 11; // EAGAIN
    public const int Busy = 16; // EBUSY
    public const int NoDevice = 19; // ENODEV

    private const short CanRead = 1; // POLLIN

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, ref byte argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, ref byte buffer, nint count);

    /// <summary>Microseconds, below a second.</summary>
    [LibraryImport("libc", EntryPoint = "usleep")]
    public static partial int USleep(uint microseconds);

    /// <summary>Sleeps until a file can be read or is dead; false when it is told to stop. Both files must stay open meanwhile.</summary>
    public static bool WaitToRead(SafeFileHandle file, SafeHandle stop)
    {
        Span<Polled> files = [new(file), new(stop)];
        while (Poll(ref files[0], (nuint)files.Length, timeout: -1) < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
        }

        return files[1].Seen == 0;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Polled files, nuint count, int timeout);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Polled(SafeHandle file)
    {
        public int File = (int)file.DangerousGetHandle();
        public short Wanted = CanRead;
        public short Seen;
    }
}
