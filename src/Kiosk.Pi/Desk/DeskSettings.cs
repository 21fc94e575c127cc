using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>What staff set from the screen; it survives a restart and goes before kiosk.json.</summary>
internal sealed class DeskSettings
{
    private readonly string path;
    private readonly bool hasKeypad;

    private DeskSettings(string path, bool hasKeypad, RepeatChoice repeat, IdentityMethod method, string? trouble) =>
        (this.path, this.hasKeypad, Repeat, Method, Trouble) = (path, hasKeypad, repeat, method, trouble);

    /// <summary>What is done for who was answered about earlier in the month; kiosk.json alone sets it.</summary>
    public RepeatChoice Repeat { get; }

    /// <summary>The method in force.</summary>
    public IdentityMethod Method { get; private set; }

    /// <summary>Why what was set does not count; null when it does, or when nothing was set.</summary>
    public string? Trouble { get; }

    /// <summary>Reads what was set. What makes no sense here counts as not set: kiosk.json's value holds.</summary>
    public static DeskSettings Open(string folder, IdentityMethod configured, bool hasKeypad, RepeatChoice repeat = RepeatChoice.Ask)
    {
        var file = Path.Combine(folder, "settings.json");
        var (set, trouble) = Read(file);
        if (set == IdentityMethod.Pin && !hasKeypad)
        {
            (set, trouble) = (null, "sets method pin, but this stand has no keypad");
        }

        return new DeskSettings(file, hasKeypad, repeat, set ?? configured, trouble is null ? null : $"'{file}' {trouble}; Identity:Method holds.");
    }

    /// <summary>Writes the method and puts it in force.</summary>
    public CommandResult Set(IdentityMethod method)
    {
        if (method == IdentityMethod.Pin && !hasKeypad)
        {
            return CommandResult.NoKeypad;
        }

        try
        {
            var temporary = path + ".new";
            using (var file = File.Create(temporary))
            {
                JsonSerializer.Serialize(file, new Content(method), SettingsJson.Default.Content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            Method = method;
            return CommandResult.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CommandResult.NotWritten;
        }
    }

    private static (IdentityMethod? Method, string? Trouble) Read(string path)
    {
        try
        {
            return (JsonSerializer.Deserialize(File.ReadAllBytes(path), SettingsJson.Default.Content)?.Method, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, "cannot be read or understood");
        }
    }

    internal sealed record Content(IdentityMethod? Method);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCase<IdentityMethod>)])]
[JsonSerializable(typeof(DeskSettings.Content))]
internal sealed partial class SettingsJson : JsonSerializerContext;
