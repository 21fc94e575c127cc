using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Records;
using Kiosk.Secrets;

namespace Kiosk.Vault.Aside;

/// <summary><c>aside.json</c>: what is known of a vault that was set aside.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When, by a clock that may have been wrong.</param>
/// <param name="Day">The first day in Japan, by a clock that could be trusted, on which no result was added to it any more; null: not known yet.</param>
/// <param name="IsAudited">The trail of the vault that followed tells of it.</param>
/// <param name="IsSeen">An administrator knows of it.</param>
internal sealed record AsideNote(AsideReason Reason, DateTimeOffset At, DateOnly? Day, bool IsAudited, bool IsSeen)
{
    private const string Name = "aside.json";

    /// <summary>The note of a folder; null when there is none, or none that can be understood.</summary>
    public static AsideNote? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, Name)), AsideJson.Default.AsideNote);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string folder) => WholeFile.Write(Path.Combine(folder, Name), file => JsonSerializer.Serialize(file, this, AsideJson.Default.AsideNote));

    /// <summary>Whether a file is the note, which goes last.</summary>
    public static bool Is(string file) => Path.GetFileName(file) == Name;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(AsideNote))]
internal sealed partial class AsideJson : JsonSerializerContext;
