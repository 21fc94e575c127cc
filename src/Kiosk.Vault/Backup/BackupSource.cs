using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Backup;

/// <summary>What goes into a backup, at one moment: the database and its key, the settings, and the stand's other files.</summary>
internal sealed class BackupSource(VaultFolder place) : IDisposable
{
    private const string LastDays = "(SELECT last_day FROM results UNION ALL SELECT last_day FROM checks UNION ALL SELECT last_day FROM tickets UNION ALL SELECT last_day FROM pending)";

    private readonly List<BackupPart> parts = [];
    private readonly byte[] bareKey = GC.AllocateArray<byte>(VaultKey.Length, pinned: true);
    private DatabaseCopy? database;
    private DateTimeOffset at;

    public BackupManifest Manifest { get; private set; } = null!;

    /// <summary>Takes the copy, and says what is in it.</summary>
    public BackupFailure? Look(BackupOrder order, DateTimeOffset now)
    {
        try
        {
            at = now;
            using var connection = VaultDatabase.OpenToLook(place.DatabaseFile);
            if (FindKey(connection) is { } noKey)
            {
                return noKey;
            }

            parts.AddRange(order.Parts);
            parts.Add(new BackupPart(VaultBackup.KeyName, bareKey));
            var settings = Path.Combine(place.Path, Path.GetFileName(VaultBackup.SettingsName));
            if (File.Exists(settings))
            {
                parts.Add(new BackupPart(VaultBackup.SettingsName, File.ReadAllBytes(settings)));
            }

            using var trail = TrailReader.Open(place.Path, out _);
            using var moment = connection.BeginTransaction(deferred: true);
            database = DatabaseCopy.Of(connection);
            Manifest = Describe(order, connection, isWhole: trail?.Verify().FindingCount == 0);
            return null;
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is { } trouble)
        {
            return new BackupFailure(BackupTrouble.Unusable, place.DatabaseFile, VaultOpening.Failed(SqliteTroubles.DefectOf(trouble), place.DatabaseFile).Cure);
        }
        catch (Exception e) when (BackupFailure.Of(e, place.Path, BackupTrouble.NotReadable) is { } failure)
        {
            return failure;
        }
    }

    /// <summary>Writes the tar: the manifest first, the database last.</summary>
    public void WriteTo(Stream stream)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        using (var manifest = new MemoryStream(Manifest.ToJson()))
        {
            Add(tar, BackupManifest.FileName, manifest);
        }

        foreach (var part in parts)
        {
            using var content = new MemoryStream(part.Content);
            Add(tar, part.Name, content);
        }

        using var bytes = database!.Open();
        Add(tar, VaultBackup.DatabaseName, bytes);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(bareKey);
        database?.Dispose();
    }

    private BackupFailure? FindKey(SqliteConnection connection)
    {
        var bad = new KeyFiles(place).Find(out var keys);
        using (keys)
        {
            if (bad is null && VaultSchema.FoundOf(connection, keys!).Key is { } key)
            {
                key.Bytes.CopyTo(bareKey);
                return null;
            }

            var (defect, file) = bad is { } known ? (known, place.KeyFile) : keys!.Missed;
            return new BackupFailure(BackupTrouble.Unusable, file, VaultOpening.Failed(defect, file).Cure);
        }
    }

    private BackupManifest Describe(BackupOrder order, SqliteConnection connection, bool isWhole)
    {
        var files = parts.ToDictionary(part => part.Name, part => Convert.ToHexStringLower(SHA256.HashData(part.Content)), StringComparer.Ordinal);
        using (var bytes = database!.Open())
        {
            files[VaultBackup.DatabaseName] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        // What is not dated yet is taken for today's, and so is an empty vault.
        using var last = connection.Command($"SELECT max(last_day) FROM {LastDays} WHERE last_day <> '{Codes.Undated}'");
        var ofToday = Retention.LastDay(JapanTime.DateOf(at));
        var until = last.ExecuteScalar() is string text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : ofToday;
        var isUndated = connection.Number($"SELECT count(*) FROM {LastDays} WHERE last_day = '{Codes.Undated}'") > 0;
        return new BackupManifest
        {
            Format = BackupManifest.OurFormat,
            Version = BackupManifest.NewestVersion,
            Program = order.Program,
            MadeAt = at,
            Facility = order.Facility,
            Results = connection.Number("SELECT count(*) FROM results"),
            Pending = connection.Number("SELECT count(*) FROM pending"),
            Checks = connection.Number("SELECT count(*) FROM checks"),
            AuditRows = connection.Number("SELECT count(*) FROM audit"),
            AuditHead = TrailRow.Query(connection, "ORDER BY seq DESC LIMIT 1").SingleOrDefault() is { Mac: { } mac } end ? $"{new TrailHead(end.Seq, Convert.ToHexStringLower(mac))}" : null,
            AuditWhole = isWhole,
            Until = isUndated && ofToday > until ? ofToday : until,
            Files = files,
        };
    }

    private void Add(TarWriter tar, string name, Stream content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = content,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        ModificationTime = at,
    });
}
