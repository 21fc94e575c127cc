using Kiosk.Secrets;

namespace Kiosk.Pi.FactoryReset;

/// <summary>Empties a folder. A flash card keeps what was overwritten for a while: what is large is sealed, and its keys are small.</summary>
internal static class WipedFolder
{
    // Keys, accounts, configuration.
    private const int Small = 64 << 10;

    /// <summary>All that lies in it goes; the folder stays, which may be another's.</summary>
    /// <exception cref="IOException">Something cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not remove it.</exception>
    public static void Wipe(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // Links are removed, and not followed.
        var files = new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToList();
        foreach (var file in files.Where(file => file.Length <= Small))
        {
            Overwritten.Delete(file.FullName);
        }

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        Folder.Sync(folder);
    }
}
