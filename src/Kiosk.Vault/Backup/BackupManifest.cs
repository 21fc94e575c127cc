using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Records;

namespace Kiosk.Vault.Backup;

/// <summary><c>manifest.json</c>, the first file of a backup: what it is, of which stand and time, and what each file must be. Names nobody.</summary>
public sealed record BackupManifest
{
    internal const string FileName = "manifest.json";
    internal const string OurFormat = "kiosk-backup";
    internal const int NewestVersion = 1;

    /// <summary>What tells a backup from any other archive.</summary>
    public required string Format { get; init; }

    /// <summary>The layout; a program reads its own and older ones.</summary>
    public required int Version { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public required string Program { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The facility's code; null where none was configured.</summary>
    public required string? Facility { get; init; }

    /// <summary>How many results.</summary>
    public required long Results { get; init; }

    /// <summary>How many pending visits, settled ones with them.</summary>
    public required long Pending { get; init; }

    /// <summary>How many checks by paper.</summary>
    public required long Checks { get; init; }

    /// <summary>How many rows of the audit trail.</summary>
    public required long AuditRows { get; init; }

    /// <summary>Where the audit trail ends in it, as SEQ:MAC.</summary>
    public required string? AuditHead { get; init; }

    /// <summary>Whether the audit trail verified when the backup was made.</summary>
    public required bool AuditWhole { get; init; }

    /// <summary>The last day on which anything in it may be seen: on the day after, the backup itself must be gone.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>SHA-256 of every other file, in hex.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>How a backup file is called by itself: with the day on which it was made and the one by whose end it must be gone.</summary>
    [JsonIgnore]
    public string SuggestedName => $"kiosk-backup-{Codes.Of(JapanTime.DateOf(MadeAt))}-until-{Codes.Of(Until)}.gpg";

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    /// <summary>What a file says; null when it is no manifest.</summary>
    internal static BackupManifest? Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Default.BackupManifest) is { Format: OurFormat } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The version that a file says it has, also where this program does not know the rest; null when it is no manifest at all.</summary>
    internal static int? VersionIn(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("format", out var format) && format.ValueEquals(OurFormat)
                && root.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
