namespace Kiosk.Secrets;

/// <summary>A small file for its owner only, which is the one before or the new one, wherever the power goes.</summary>
public static class WholeFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it in place of the one before. When this returns it is on disk.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var next = path + ".new";
        // What a write that was cut short left behind keeps its mode, so it goes first.
        File.Delete(next);
        using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            content(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        Folder.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
