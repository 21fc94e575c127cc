using Kiosk.Accounts;
using Kiosk.Authority;
using Kiosk.Card;
using Kiosk.Pi.Configuration;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Backups;

/// <summary>The stand's files beside its vault: identity, configuration, and the certificates that it names. How they lie in a backup, and how they come back.</summary>
internal static class StandFiles
{
    private const string Identity = "identity/";
    private const string Config = "config/";
    private const string ConfigName = "kiosk.json";
    private const string AuthorityCaName = "authority-ca.pem";
    private const string CardCaPrefix = "card-ca-";
    private const string AccountsName = "accounts.json";

    // Of certificates and configuration; whatever else lies there is not theirs.
    private const long MostBytes = 1 << 20;

    /// <summary>All that there is; of what is not there, or cannot be read, a line tells.</summary>
    public static List<BackupPart> Collect(KioskOptions options, string configFile, Action<string> tell)
    {
        var parts = new List<BackupPart>();
        var (device, trouble) = DeviceCopy.Of(options.Identity.Folder);
        if (device is not null)
        {
            parts.AddRange([new(Identity + "device.key", device.Key), new(Identity + "device.pem", device.Chain), new(Identity + "device.json", device.Card)]);
        }
        else
        {
            tell($"The stand's identity in '{options.Identity.Folder}' is NOT in it ({trouble}): a new computer will need an activation code.");
        }

        Add(ConfigName, configFile);
        Add(AuthorityCaName, options.Authority.CaFile);
        if (options.Card.CaFolder is { } cas && Directory.Exists(cas))
        {
            foreach (var file in PinnedCas.FilesIn(cas))
            {
                Add(CardCaPrefix + Path.GetFileName(file), file);
            }
        }

        // A stand without accounts would be open to whoever may use its socket.
        if (new AccountFile(options.Staff.Folder) is { Facts: not null } accounts)
        {
            Add(AccountsName, accounts.FilePath);
        }

        return parts;

        void Add(string name, string? file)
        {
            try
            {
                if (file is not null && new FileInfo(file) is { Exists: true, Length: < MostBytes })
                {
                    parts.Add(new BackupPart(Config + name, File.ReadAllBytes(file)));
                    return;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Told below.
            }

            tell($"'{file ?? name}' is NOT in it: there is no such file, or it cannot be read.");
        }
    }

    /// <summary>The identity of a backup; null where it has none.</summary>
    public static DeviceCopy? IdentityIn(IReadOnlyList<BackupPart> parts) =>
        Find(parts, Identity + "device.key") is { } key && Find(parts, Identity + "device.pem") is { } chain && Find(parts, Identity + "device.json") is { } card ? new DeviceCopy(key, chain, card) : null;

    /// <summary>The configuration file of a backup; null where it has none.</summary>
    public static byte[]? ConfigurationIn(IReadOnlyList<BackupPart> parts) => Find(parts, Config + ConfigName);

    /// <summary>What is kept beside the vault, for <see cref="Place"/>.</summary>
    public static IEnumerable<BackupPart> Besides(IReadOnlyList<BackupPart> parts) => parts.Where(part => part.Name.StartsWith(Config, StringComparison.Ordinal));

    /// <summary>Puts what lies beside the vault where the stand looks for it; what is there already stays, and what cannot be put is told with the way to do it.</summary>
    public static void Place(string beside, KioskOptions options, string configFile, Action<string> tell)
    {
        if (!Directory.Exists(beside))
        {
            return;
        }

        var hadCas = options.Card.CaFolder is { } cas && Directory.Exists(cas) && Directory.EnumerateFileSystemEntries(cas).Any();
        foreach (var file in Directory.GetFiles(beside).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var target = name == ConfigName ? configFile
                : name == AuthorityCaName ? options.Authority.CaFile
                : name == AccountsName ? new AccountFile(options.Staff.Folder).FilePath
                : options.Card.CaFolder is { } folder && name.StartsWith(CardCaPrefix, StringComparison.Ordinal) ? Path.Combine(folder, name[CardCaPrefix.Length..])
                : null;
            if (target is null)
            {
                tell($"'{configFile}' names no place for '{file}': put it where it belongs, and name it there.");
            }
            else if (IsSame(file, target) || (name.StartsWith(CardCaPrefix, StringComparison.Ordinal) && hadCas))
            {
                File.Delete(file);
            }
            else if (File.Exists(target) && !(target == configFile && !KioskConfiguration.NamesFacility(configFile)))
            {
                tell($"'{target}' stays as it is; the backup's own lies in '{file}': compare them, and delete that one.");
            }
            else if (!TryMove(file, target, isSecret: name == AccountsName))
            {
                tell($"'{target}' cannot be written by this user: sudo install -D -m 644 '{file}' '{target}'");
            }
        }

        if (!Directory.EnumerateFileSystemEntries(beside).Any())
        {
            Directory.Delete(beside);
        }
    }

    private static byte[]? Find(IReadOnlyList<BackupPart> parts, string name) => parts.FirstOrDefault(part => part.Name == name)?.Content;

    private static bool IsSame(string file, string other) => File.Exists(other) && File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(other));

    private static bool TryMove(string file, string target, bool isSecret)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
            if (isSecret)
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                File.Copy(file, target, overwrite: true);
                File.Delete(file);
                return true;
            }

            Directory.CreateDirectory(folder);
            File.Copy(file, target, overwrite: true);
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            File.Delete(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
