using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Bench.Voice;

/// <summary>A named pipe that is read without ever waiting, which .NET has no name for.</summary>
internal static partial class NativeFifo
{
    private const uint OwnerReadsAndWrites = 0x180;
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int SetPipeSize = 1031;
    private const int TryAgain = 11;

    /// <summary>Makes the pipe anew and opens its reading end.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="size">How much it holds before the writer waits, in bytes.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static SafeFileHandle Make(string path, int size)
    {
        File.Delete(path);
        var handle = mkfifo(path, OwnerReadsAndWrites) == 0 ? open(path, ReadOnly | NonBlocking | CloseOnExec) : null;
        return handle is { IsInvalid: false } && fcntl(handle, SetPipeSize, size) >= 0
            ? handle
            : throw new IOException($"The pipe '{path}' cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>How many bytes came; 0 when nobody writes (any more); null when somebody could, but has not.</summary>
    public static int? Read(SafeFileHandle handle, Span<byte> buffer) => read(handle, buffer, (nuint)buffer.Length) switch
    {
        < 0 when Marshal.GetLastPInvokeError() == TryAgain => null,
        var count => (int)Math.Max(0, count),
    };

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mkfifo(string path, uint mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fcntl(SafeFileHandle handle, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint read(SafeFileHandle handle, Span<byte> buffer, nuint count);
}
