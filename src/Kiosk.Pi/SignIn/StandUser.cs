using System.Runtime.InteropServices;
using Kiosk.Accounts;

namespace Kiosk.Pi.SignIn;

/// <summary>Root may look after the accounts, but what it writes must stay the stand's: it becomes the user whom the stand's state belongs to.</summary>
internal static partial class StandUser
{
    /// <summary>Becomes the owner of a folder, or of the nearest one above it that there is; for the rest of this process. False: the kernel refused.</summary>
    public static bool Become(string folder)
    {
        var owner = FileFacts.OfNearest(folder);
        return EffectiveUid() != 0 || owner.Uid == 0
            || (SetGroups(0, IntPtr.Zero) == 0 && SetGid(owner.Gid) == 0 && SetUid(owner.Uid) == 0);
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint EffectiveUid();

    [LibraryImport("libc", EntryPoint = "setgroups")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGroups(nint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGid(uint gid);

    [LibraryImport("libc", EntryPoint = "setuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetUid(uint uid);
}
