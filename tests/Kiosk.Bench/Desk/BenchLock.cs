using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Desk;

/// <summary>At most one bench a folder; the kernel takes the lock back from a process that was killed.</summary>
internal static class BenchLock
{
    /// <exception cref="BenchException">Another bench holds it.</exception>
    public static IDisposable Take(BenchFolder folder)
    {
        try
        {
            return new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var holder = BenchFile.Read(folder) is { } file ? $" (process {file.UpPid})" : "";
            throw new BenchException($"A bench runs in {folder.Path} already{holder}. End it first (Ctrl+C where it runs, or SIGTERM), or name another folder with --dir.");
        }
    }
}
