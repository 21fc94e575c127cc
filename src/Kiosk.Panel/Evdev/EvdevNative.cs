using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Panel.Evdev;

/// <summary>The few system calls, and the numbers of linux/input.h that go with them.</summary>
internal static partial class EvdevNative
{
    public const int NameLength = 256;
    public const int KeyBytes = (EvdevKeys.Highest + 1) / 8;
    public const nuint GetName = 0x80004506 | (NameLength << 16); // EVIOCGNAME(len)
    public const nuint GetKeys = 0x80004521 | (KeyBytes << 16); // EVIOCGBIT(EV_KEY, len)
    public const nuint Grab = 0x40044590; // EVIOCGRAB

    public const int Interrupted = 4; // EINTR
    public const int Again = 11; // EAGAIN
    public const int Busy = 16; // EBUSY
    public const int NoDevice = 19; // ENODEV
    public const short CanRead = 1; // POLLIN

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, ref byte argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref Polled files, nuint count, int timeout);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Polled(SafeHandle file)
    {
        public int File = (int)file.DangerousGetHandle();
        public short Wanted = CanRead;
        public short Seen;
    }
}
