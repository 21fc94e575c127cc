using System.Formats.Tar;
using System.Security.Cryptography;

namespace Kiosk.Vault.Backup;

/// <summary>A backup that was read to its end, or why not. Either the failure is set, or the other two.</summary>
/// <param name="Restore">The vault of it; the caller disposes it.</param>
/// <param name="Parts">The stand's other files.</param>
/// <param name="Failure">What is wrong.</param>
public sealed record BackupRead(VaultRestore? Restore, IReadOnlyList<BackupPart> Parts, BackupFailure? Failure);

/// <summary>Where a backup goes, or why nowhere.</summary>
/// <param name="Folder">The vault's folder; null: nowhere.</param>
/// <param name="IsSealed">Whether its key is to be sealed, where that can be.</param>
/// <param name="Refused">Why nowhere.</param>
public sealed record RestorePlan(string? Folder, bool IsSealed, BackupFailure? Refused)
{
    /// <summary>Nowhere.</summary>
    public static RestorePlan Refuse(BackupFailure why) => new(Folder: null, IsSealed: false, why);
}

/// <summary>Reads a backup and unpacks it beside the vault. Nothing of it counts before its end was read.</summary>
public sealed class BackupReader : IDisposable
{
    // Of everything but the database.
    private const long MostBytes = 4 << 20;

    private readonly string file;
    private readonly Func<BackupManifest, IReadOnlyList<BackupPart>, RestorePlan> plan;
    private readonly List<BackupPart> parts = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private byte[] key = [];
    private BackupManifest? manifest;
    private RestorePlace? place;

    private BackupReader(string file, Func<BackupManifest, IReadOnlyList<BackupPart>, RestorePlan> plan) => (this.file, this.plan) = (file, plan);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">Its passphrase, in UTF-8.</param>
    /// <param name="plan">Says into which vault's folder it goes, once manifest and other files are read; or why into none.</param>
    public static BackupRead Read(string file, byte[] passphrase, Func<BackupManifest, IReadOnlyList<BackupPart>, RestorePlan> plan)
    {
        using var reader = new BackupReader(file, plan);
        try
        {
            using var stream = File.OpenRead(file);
            if (OpenPgp.Read(stream, passphrase, reader.Unpack) is { } failure)
            {
                return new BackupRead(Restore: null, [], failure.Path.Length > 0 ? failure : failure with { Path = file });
            }

            var restore = new VaultRestore(reader.place!, reader.manifest!);
            reader.place = null;
            return new BackupRead(restore, reader.parts, Failure: null);
        }
        catch (Exception e) when (BackupFailure.Of(e, file, BackupTrouble.NotReadable) is { } failure)
        {
            return new BackupRead(Restore: null, [], failure.Trouble == BackupTrouble.Full ? failure with { Path = reader.place!.Staging } : failure);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        place?.Dispose();
    }

    private BackupFailure? Unpack(Stream plain)
    {
        using var tar = new TarReader(plain, leaveOpen: true);
        if (Begin(tar, plain) is { } notOurs)
        {
            return notOurs;
        }

        while (tar.GetNextEntry() is { } entry)
        {
            if (place is not null || !manifest!.Files.TryGetValue(entry.Name, out var expected) || !seen.Add(entry.Name))
            {
                return Altered($"'{entry.Name}' should not be in it, or not there");
            }

            var (hash, failure) = entry.Name == VaultBackup.DatabaseName ? TakeDatabase(entry) : Take(entry);
            if (failure is not null || hash != expected)
            {
                return failure ?? Altered($"'{entry.Name}' is not as it was");
            }
        }

        return seen.Count == manifest!.Files.Count && place is not null && key.Length == VaultKey.Length ? null : Altered("files are missing");
    }

    private BackupFailure? Begin(TarReader tar, Stream plain)
    {
        byte[]? json = null;
        try
        {
            json = tar.GetNextEntry() is { Name: BackupManifest.FileName, Length: < MostBytes } first ? Read(first) : null;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            // Not even a tar.
        }
        catch (EndOfStreamException) when (plain.ReadByte() < 0)
        {
            // Nothing is missing: there was too little from the beginning.
        }

        if (json is null || BackupManifest.VersionIn(json) is not { } version)
        {
            return new BackupFailure(BackupTrouble.NotABackup);
        }

        manifest = BackupManifest.Parse(json);
        return version > BackupManifest.NewestVersion ? new BackupFailure(BackupTrouble.NewerFormat, file, $"format {version}")
            : manifest is null ? Altered("its manifest makes no sense")
            : null;
    }

    private (string? Hash, BackupFailure? Failure) Take(TarEntry entry)
    {
        if (entry.Length > MostBytes)
        {
            return (null, Altered($"'{entry.Name}' is too long"));
        }

        var content = Read(entry);
        if (entry.Name == VaultBackup.KeyName)
        {
            key = content;
        }
        else
        {
            parts.Add(new BackupPart(entry.Name, content));
        }

        return (Convert.ToHexStringLower(SHA256.HashData(content)), null);
    }

    // Comes last: who is to say where it goes has all the rest.
    private (string? Hash, BackupFailure? Failure) TakeDatabase(TarEntry entry)
    {
        var (folder, isSealed, refused) = plan(manifest!, parts);
        if (folder is null)
        {
            return (null, refused);
        }

        (place, var failure) = RestorePlace.Take(folder);
        failure ??= place?.Clear();
        if (failure is not null || place is null)
        {
            return (null, failure);
        }

        place.WriteKey(key, isSealed);
        if (parts.Find(part => part.Name == VaultBackup.SettingsName) is { } settings)
        {
            place.Write(Path.GetFileName(settings.Name), stream => stream.Write(settings.Content));
        }

        var name = Path.GetFileName(VaultBackup.DatabaseName);
        place.Write(name, stream => entry.DataStream?.CopyTo(stream));
        using var written = File.OpenRead(Path.Combine(place.Staging, name));
        return (Convert.ToHexStringLower(SHA256.HashData(written)), null);
    }

    private static byte[] Read(TarEntry entry)
    {
        var content = GC.AllocateUninitializedArray<byte>((int)entry.Length, pinned: true);
        entry.DataStream?.ReadExactly(content);
        return content;
    }

    private BackupFailure Altered(string detail) => new(BackupTrouble.Altered, file, detail);
}
