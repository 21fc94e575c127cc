namespace Kiosk.Vault.Keys;

/// <summary>
/// <c>vault.lock</c>, an empty file with a lock of the kernel on it: shared by whoever has the vault open, taken alone by whoever changes or moves its files. Ends with its process, however that ends.
/// </summary>
internal sealed class VaultLock : IDisposable
{
    // EAGAIN of Linux: somebody else holds it.
    private const int WouldBlock = 11;

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly FileStream held;

    private VaultLock(FileStream held) => this.held = held;

    /// <summary>Taken together with others who have the vault open; null: why not.</summary>
    /// <param name="place">The vault's folder, which is there.</param>
    /// <param name="patience">How long who has it alone is waited for.</param>
    /// <param name="defect">Why not: busy, or the folder cannot be written.</param>
    public static VaultLock? Share(VaultFolder place, TimeSpan patience, out VaultDefect? defect) => Take(place, FileShare.Read, patience, out defect);

    /// <summary>Taken alone; null: why not.</summary>
    /// <inheritdoc cref="Share" path="/param"/>
    public static VaultLock? Alone(VaultFolder place, TimeSpan patience, out VaultDefect? defect) => Take(place, FileShare.None, patience, out defect);

    public void Dispose() => held.Dispose();

    private static VaultLock? Take(VaultFolder place, FileShare share, TimeSpan patience, out VaultDefect? defect)
    {
        // .NET takes the lock that the kind of sharing asks for; the file is opened for reading, since a lock that is shared is not taken by who writes.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Read, Share = share, UnixCreateMode = VaultFolder.OwnerOnly };
        using var pause = new ManualResetEventSlim();
        defect = VaultDefect.Busy;
        for (var waited = TimeSpan.Zero; ; waited += Again)
        {
            try
            {
                var taken = new VaultLock(new FileStream(place.LockFile, options));
                defect = null;
                return taken;
            }
            catch (IOException e) when (e.HResult == WouldBlock)
            {
                if (waited >= patience)
                {
                    return null;
                }

                pause.Wait(Again);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                defect = VaultDefect.FolderNotWritable;
                return null;
            }
        }
    }
}
