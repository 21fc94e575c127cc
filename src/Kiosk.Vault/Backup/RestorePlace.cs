using System.Globalization;
using System.Text;
using Kiosk.Secrets;
using Kiosk.Vault.Keys;

namespace Kiosk.Vault.Backup;

/// <summary>
/// The folder in the vault's folder where a backup is unpacked, and how it takes the vault's place: a file <c>decided</c>, then the present files go aside; <c>placing</c>, then the new ones
/// come. Each step may be cut short and done again. Whoever holds this is the only one.
/// </summary>
internal sealed class RestorePlace : IDisposable
{
    private const UnixFileMode OwnerOnly = VaultFolder.OwnerOnly | UnixFileMode.UserExecute;

    // The stand's other files that a backup brought, for whoever puts them where they belong.
    private const string BesideName = "from-backup";

    // Whoever closes the vault just now is waited for; a desk is not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string folder;
    private readonly string lockName;
    private readonly VaultLock held;

    private RestorePlace(VaultFolder place, VaultLock held) => (folder, lockName, this.held) = (place.Path, Path.GetFileName(place.LockFile), held);

    /// <summary>Where a backup is unpacked.</summary>
    public string Staging => StagingOf(folder);

    /// <summary>True from the moment on at which the backup counts.</summary>
    public bool IsDecided => IsDecidedIn(folder);

    /// <summary>Where the present files went; null when there were none, or they did not go yet.</summary>
    public string? Aside { get; private set; }

    private string Decided => Path.Combine(Staging, "decided");

    private string Placing => Path.Combine(Staging, "placing");

    /// <summary>Where the stand's other files lie, once it is finished.</summary>
    public static string BesideOf(string folder) => Path.Combine(folder, BesideName);

    /// <summary>True when there is something unpacked that did not take the vault's place.</summary>
    public static bool IsBegun(string folder) => Directory.Exists(StagingOf(folder));

    /// <summary>True when that is to take the vault's place before anything else is done.</summary>
    public static bool IsDecidedIn(string folder) => File.Exists(Path.Combine(StagingOf(folder), "decided")) || File.Exists(Path.Combine(StagingOf(folder), "placing"));

    /// <summary>Takes the place for this process.</summary>
    public static (RestorePlace? Place, BackupFailure? Failure) Take(string folder)
    {
        var place = new VaultFolder(folder);
        if (place.Prepare() is { } badFolder)
        {
            return (null, new BackupFailure(BackupTrouble.Unusable, place.Path, VaultOpening.Failed(badFolder, place.Path).Cure));
        }

        // What else was begun here goes first: it would take what is restored for its own.
        if (!IsDecidedIn(folder) && Unfinished.Finish(place) is { } unfinished)
        {
            return (null, new BackupFailure(unfinished == VaultDefect.Busy ? BackupTrouble.Busy : BackupTrouble.FolderNotWritable, place.Path));
        }

        return VaultLock.Alone(place, Patience, out var notTaken) is { } held
            ? (new RestorePlace(place, held), null)
            : (null, new BackupFailure(notTaken == VaultDefect.Busy ? BackupTrouble.Busy : BackupTrouble.FolderNotWritable, place.Path));
    }

    /// <summary>An empty folder to unpack into.</summary>
    public BackupFailure? Clear() => Try(() =>
    {
        Forget();
        Directory.CreateDirectory(Staging, OwnerOnly);
    });

    /// <summary>Writes a file into it, down to the disk.</summary>
    public void Write(string name, Action<Stream> content)
    {
        using var file = VaultFolder.CreateNew(Path.Combine(Staging, name));
        content(file);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes the vault's key into it.</summary>
    public void WriteKey(ReadOnlySpan<byte> bytes, bool isSealed)
    {
        using var key = VaultKey.Of(bytes);
        if (key is not null)
        {
            new KeyFiles(new VaultFolder(Staging)).Put(key, isSealed);
        }
    }

    /// <summary>Keeps files of the stand for <see cref="BesideOf"/>.</summary>
    public BackupFailure? Keep(IEnumerable<BackupPart> parts) => Try(() =>
    {
        Directory.CreateDirectory(Path.Combine(Staging, BesideName), OwnerOnly);
        foreach (var part in parts)
        {
            Write(Path.Combine(BesideName, Path.GetFileName(part.Name)), file => file.Write(part.Content));
        }
    });

    /// <summary>From here on the backup counts.</summary>
    public BackupFailure? Decide(DateTimeOffset now) => Try(() =>
    {
        var undecided = "decided.new";
        Write(undecided, file => file.Write(Encoding.ASCII.GetBytes(now.UtcDateTime.ToString("'vault.aside-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture))));
        Folder.Sync(Staging);
        File.Move(Path.Combine(Staging, undecided), Decided);
        Folder.Sync(Staging);
        Folder.Sync(folder);
    });

    /// <summary>Does what is left to do.</summary>
    public BackupFailure? Finish(Action<string> besides) => Try(() =>
    {
        var name = File.ReadAllText(File.Exists(Decided) ? Decided : Placing);
        var aside = Path.Combine(folder, name);
        if (File.Exists(Decided))
        {
            besides(name);
            MoveTo(aside);
            File.Move(Decided, Placing);
            Folder.Sync(Staging);
        }

        Aside = Directory.Exists(aside) ? aside : null;

        foreach (var file in FilesIn(Staging).Where(file => file != Placing))
        {
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        if (Directory.Exists(Path.Combine(Staging, BesideName)))
        {
            Remove(BesideOf(folder));
            Directory.Move(Path.Combine(Staging, BesideName), BesideOf(folder));
        }

        Folder.Sync(folder);
        File.Delete(Placing);
        Directory.Delete(Staging, recursive: true);
        Folder.Sync(folder);
    });

    public void Dispose()
    {
        if (!IsDecided)
        {
            _ = Try(Forget);
        }

        held.Dispose();
    }

    private static string StagingOf(string folder) => Path.Combine(Path.GetFullPath(folder), "restoring");

    private void MoveTo(string aside)
    {
        foreach (var file in FilesIn(folder))
        {
            Directory.CreateDirectory(aside, OwnerOnly);
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)), overwrite: true);
        }

        if (Directory.Exists(aside))
        {
            Folder.Sync(aside);
        }

        Folder.Sync(folder);
    }

    // Each folder has a lock of its own, which stays.
    private IEnumerable<string> FilesIn(string where) => Directory.GetFiles(where).Where(file => Path.GetFileName(file) != lockName);

    private void Forget() => Remove(Staging);

    private static void Remove(string gone)
    {
        if (Directory.Exists(gone))
        {
            Directory.Delete(gone, recursive: true);
        }
    }

    private BackupFailure? Try(Action step)
    {
        try
        {
            step();
            return null;
        }
        catch (Exception e) when (BackupFailure.Of(e, folder, BackupTrouble.FolderNotWritable) is { } failure)
        {
            return failure;
        }
    }
}
