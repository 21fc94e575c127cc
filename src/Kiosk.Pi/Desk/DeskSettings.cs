using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>What staff set from the screen; it survives a restart and goes before kiosk.json.</summary>
internal sealed class DeskSettings(string folder, IdentityMethod configured)
{
    private readonly string path = Path.Combine(folder, "settings.json");

    /// <summary>The method in force. A damaged file counts as none: kiosk.json's value holds.</summary>
    public IdentityMethod Method
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize(File.ReadAllBytes(path), SettingsJson.Default.Content)?.Method ?? configured;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                return configured;
            }
        }
    }

    /// <summary>Writes the method; false when it could not be written.</summary>
    public bool TrySetMethod(IdentityMethod method)
    {
        try
        {
            var temporary = path + ".new";
            using (var file = File.Create(temporary))
            {
                JsonSerializer.Serialize(file, new Content(method), SettingsJson.Default.Content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    internal sealed record Content(IdentityMethod? Method);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCase<IdentityMethod>)])]
[JsonSerializable(typeof(DeskSettings.Content))]
internal sealed partial class SettingsJson : JsonSerializerContext;
