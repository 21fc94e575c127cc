using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Desk;
using Kiosk.Secrets;
using Kiosk.Settings;

namespace Kiosk.Pi.Settings;

/// <summary>The file with what was set on the screen, and with nothing else.</summary>
internal static class SettingsFile
{
    /// <summary>What was set; or why that cannot be told.</summary>
    public static (IReadOnlyDictionary<Setting, string> Set, string? Trouble) Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), SettingsJson.Default.DictionarySettingString) ?? [];
            // An older program wrote what nobody had set as null.
            return (read.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (new Dictionary<Setting, string>(), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return (new Dictionary<Setting, string>(), "cannot be read or understood");
        }
    }

    /// <summary>Writes it in place of the one before, whole or not at all. False: it could not be written.</summary>
    public static bool Write(string path, IReadOnlyDictionary<Setting, string> set)
    {
        try
        {
            WholeFile.Write(path, file => JsonSerializer.Serialize(file, new Dictionary<Setting, string>(set), SettingsJson.Default.DictionarySettingString));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

[JsonSourceGenerationOptions(Converters = [typeof(CamelCase<Setting>)])]
[JsonSerializable(typeof(Dictionary<Setting, string>))]
internal sealed partial class SettingsJson : JsonSerializerContext;
