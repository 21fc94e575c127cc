using System.Runtime.InteropServices;

namespace Kiosk.Secrets;

/// <summary>A folder's entries on disk: .NET flushes files, but opens no folder.</summary>
public static partial class Folder
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Makes renames in the folder survive a pulled plug.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Sync(string folder)
    {
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException("The folder cannot be opened.");
        }

        try
        {
            if (Flush(descriptor) != 0)
            {
                throw new IOException("The folder cannot be flushed.");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
