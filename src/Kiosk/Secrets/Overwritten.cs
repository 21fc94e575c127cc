namespace Kiosk.Secrets;

/// <summary>Deletes files whose bytes nobody shall find: overwritten first. What a flash card keeps of them beside is out of a program's reach.</summary>
public static class Overwritten
{
    private const int Step = 64 * 1024;

    /// <summary>Overwrites a file and deletes it; one that is not there is no error.</summary>
    /// <exception cref="IOException">It cannot be written or deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public static void Delete(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            return;
        }

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            var zeros = new byte[Step];
            for (var left = file.Length; left > 0; left -= Step)
            {
                file.Write(zeros, 0, (int)Math.Min(left, Step));
            }

            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        Folder.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
