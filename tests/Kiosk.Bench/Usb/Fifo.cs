using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Bench.Usb;

/// <summary>Named pipes as Linux has them.</summary>
internal static partial class Fifo
{
    private const uint OwnerOnly = 0x180; // 0600
    private const nuint CountUnread = 0x541B; // FIONREAD

    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(string path) => Expect(MakeFifo(path, OwnerOnly), path);

    /// <summary>Opens it; for reading or writing alone, it waits for the other side.</summary>
    public static FileStream Open(string path, FileAccess access) => new(path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>How many bytes wait in it.</summary>
    public static int Unread(FileStream fifo)
    {
        Expect(Ioctl(fifo.SafeFileHandle, CountUnread, out var bytes), nameof(Unread));
        return bytes;
    }

    private static void Expect(int result, string what)
    {
        if (result != 0)
        {
            throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Ioctl(SafeFileHandle file, nuint request, out int bytes);
}
