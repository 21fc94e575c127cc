using System.Runtime.InteropServices;

namespace Kiosk.Bench.Pcsc;

/// <summary>What the bench needs of the system below .NET.</summary>
internal static partial class NativeBench
{
    private const uint Nobody = 65534;

    public static void SetEnvironment(string name, string value) => Expect(setenv(name, value, overwrite: 1), name);

    /// <summary>The bench runs as root here, and its service is to own this folder.</summary>
    public static void GiveToNobody(string path) => Expect(chown(path, Nobody, Nobody), path);

    public static void MakeFolder(string path, bool forOthersToo)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The bench runs on Linux.");
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(path, forOthersToo ? owner | others : owner);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int chown(string path, uint user, uint group);

    private static void Expect(int result, string what)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
