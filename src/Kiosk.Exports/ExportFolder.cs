using Kiosk.Records;

namespace Kiosk.Exports;

/// <summary>A folder that other programs take files from. It is never made: a folder that is not there is a computer or a disk that is away.</summary>
public sealed class ExportFolder(string folder)
{
    private const string Unfinished = ".part";
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    // ENOSPC and EDQUOT of Linux, and the first as .NET names it.
    private static readonly int[] NoSpace = [28, 122, unchecked((int)0x80070070)];

    /// <summary>Writes a file, whole or not at all: under a name that nobody looks for, then renamed. Null when it is there.</summary>
    public ExportTrouble? Write(ExportFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var unfinished = Path.Combine(folder, "." + file.Name + Unfinished);
        try
        {
            using (var stream = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerAndGroup }))
            {
                stream.Write(file.Content.Span);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(folder, file.Name), overwrite: true);
            FlushName(Path.Combine(folder, file.Name));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(unfinished);
            return TroubleOf(e);
        }
    }

    /// <summary>Whether a file could be written now: one that holds nothing is, and removed again.</summary>
    public ExportTrouble? Probe()
    {
        var probe = Path.Combine(folder, ".kiosk" + Unfinished);
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TroubleOf(e);
        }
    }

    /// <summary>Removes the stand's own files whose result is past its last day, finished or not; never another's.</summary>
    /// <param name="today">The day in Japan.</param>
    /// <param name="removed">How many went.</param>
    public ExportTrouble? RemovePast(DateOnly today, out int removed)
    {
        removed = 0;
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                var name = Path.GetFileName(file);
                name = name.StartsWith('.') && name.EndsWith(Unfinished, StringComparison.Ordinal) ? name[1..^Math.Min(Unfinished.Length, name.Length - 1)] : name;
                if (ExportName.DayOf(name) is { } day && Retention.IsPast(Retention.LastDay(day), today))
                {
                    File.Delete(file);
                    removed++;
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TroubleOf(e);
        }
    }

    private ExportTrouble TroubleOf(Exception e) => e switch
    {
        IOException io when NoSpace.Contains(io.HResult) => ExportTrouble.Full,
        _ when !Directory.Exists(folder) => ExportTrouble.Gone,
        _ => ExportTrouble.NoAccess,
    };

    // With the file itself, journaling file systems write the name that it got last. Who has taken it by now needs that no longer.
    private static void FlushName(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(handle);
        }
        catch (FileNotFoundException)
        {
            // Taken.
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder that did not take the file does not give it back either.
        }
    }
}
