using System.Runtime.InteropServices;
using System.Text;

namespace Kiosk.Accounts;

/// <summary>What the kernel knows of a file and the base library does not tell.</summary>
/// <param name="Inode">Its number.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Seconds">When its content changed last.</param>
/// <param name="Nanoseconds">The rest of that.</param>
/// <param name="Uid">Its owner.</param>
/// <param name="Gid">Its group.</param>
public readonly partial record struct FileFacts(ulong Inode, ulong Size, long Seconds, uint Nanoseconds, uint Uid, uint Gid)
{
    // linux/stat.h: struct statx is the same on every machine, and 256 bytes long.
    private const int AtCurrentFolder = -100;
    private const uint BasicStats = 0x7FF;
    private const int StatxBytes = 256;

    /// <summary>Looks at a path; null when there is nothing, or nothing that may be looked at.</summary>
    public static unsafe FileFacts? Of(string path)
    {
        var statx = stackalloc byte[StatxBytes];
        var name = Encoding.UTF8.GetBytes(path + '\0');
        fixed (byte* at = name)
        {
            return Statx(AtCurrentFolder, at, 0, BasicStats, statx) != 0
                ? null
                : new FileFacts(*(ulong*)(statx + 32), *(ulong*)(statx + 40), *(long*)(statx + 112), *(uint*)(statx + 120), *(uint*)(statx + 20), *(uint*)(statx + 24));
        }
    }

    /// <summary>Of the file, or of the nearest folder above it that there is.</summary>
    public static FileFacts OfNearest(string path)
    {
        for (var at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Of(at) is { } facts)
            {
                return facts;
            }
        }

        return default;
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Statx(int folder, byte* path, int flags, uint mask, byte* statx);
}
