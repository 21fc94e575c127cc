using System.Globalization;
using Kiosk.Records;
using Kiosk.Secrets;
using Kiosk.Vault.Keys;

namespace Kiosk.Vault.Aside;

/// <summary>
/// Moves a vault's whole set of files (database, WAL, keys) into a folder of its own beside: <c>vault.aside-TIME.part</c> while they are moved, without <c>.part</c> once all are. As long as
/// there is a <c>.part</c> nobody opens what is left, and whoever comes next moves the rest. Other files of the folder stay.
/// </summary>
internal static class SetAside
{
    public const string Prefix = "vault.aside-";
    private const string Part = ".part";

    private static readonly string[] Set = ["vault.db", "vault.db-*", "vault.key", "vault.key.*"];

    // By the letter: as DOS patterns, which are the default, they would match more.
    private static readonly EnumerationOptions ByTheLetter = new() { MatchType = MatchType.Simple, AttributesToSkip = FileAttributes.None };

    /// <summary>Why a defect is of the set, so that a stand can go on without it; null: it is not, or nothing would be won.</summary>
    public static AsideReason? ReasonFor(VaultDefect defect) => defect switch
    {
        VaultDefect.KeyMissing => AsideReason.KeyMissing,
        VaultDefect.KeyMalformed => AsideReason.KeyMalformed,
        VaultDefect.KeyWrong => AsideReason.KeyWrong,
        VaultDefect.KeySealedElsewhere => AsideReason.KeySealedElsewhere,
        VaultDefect.NotAVault => AsideReason.Damaged,
        // A right, some room, or the newer program mends these in a minute, and nothing is wrong with what is kept; an exposed key is for people to think about;
        // a new vault could not be written either, or would be a second one beside a desk that runs.
        _ => null,
    };

    /// <summary>True when a set is being moved, or that was cut short.</summary>
    public static bool IsBegun(VaultFolder place) => Directory.Exists(place.Path) && Directory.GetDirectories(place.Path, $"{Prefix}*{Part}").Length > 0;

    /// <summary>The sets that lie aside, the newest first.</summary>
    public static IEnumerable<string> FoldersOf(VaultFolder place) => !Directory.Exists(place.Path) ? []
        : Directory.GetDirectories(place.Path, $"{Prefix}*").Where(folder => !folder.EndsWith(Part, StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal);

    /// <summary>Moves the set; says why not.</summary>
    /// <param name="place">The vault's folder.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    /// <param name="step">Is told after each step.</param>
    public static VaultDefect? Move(VaultFolder place, AsideReason reason, DateTimeOffset now, Action<string> step)
    {
        using var alone = VaultLock.Alone(place, TimeSpan.FromSeconds(1), out var notAlone);
        if (alone is null)
        {
            return notAlone;
        }

        try
        {
            var part = NewName(place, now) + Part;
            Directory.CreateDirectory(part, VaultFolder.OwnerOnly | UnixFileMode.UserExecute);
            step("folder made");
            new AsideNote(reason, now, Day: null, IsAudited: false, IsSeen: false).Write(part);
            Folder.Sync(place.Path);
            step("begun");
            FinishAlone(place, step);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return VaultDefect.FolderNotWritable;
        }
    }

    /// <summary>Moves what is left of sets that were being moved; by who has the vault alone.</summary>
    /// <exception cref="IOException">Something cannot be moved.</exception>
    public static void FinishAlone(VaultFolder place, Action<string> step)
    {
        foreach (var part in Directory.GetDirectories(place.Path, $"{Prefix}*{Part}"))
        {
            if (AsideNote.Read(part) is null)
            {
                // The first file is moved only after the note is there.
                Directory.Delete(part, recursive: true);
                continue;
            }

            foreach (var entry in Set.SelectMany(pattern => Directory.GetFileSystemEntries(place.Path, pattern, ByTheLetter)).Distinct(StringComparer.Ordinal))
            {
                Directory.Move(entry, Path.Combine(part, Path.GetFileName(entry)));
                step(Path.GetFileName(entry));
            }

            Folder.Sync(part);
            Folder.Sync(place.Path);
            step("moved");
            Directory.Move(part, part[..^Part.Length]);
            Folder.Sync(place.Path);
            step("done");
        }
    }

    private static string NewName(VaultFolder place, DateTimeOffset now)
    {
        var plain = Path.Combine(place.Path, Prefix + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var name = plain;
        for (var n = 2; Path.Exists(name) || Path.Exists(name + Part); n++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{plain}-{n}");
        }

        return name;
    }
}
