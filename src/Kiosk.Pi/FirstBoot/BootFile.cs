using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Secrets;

namespace Kiosk.Pi.FirstBoot;

/// <summary>The one file that a technician puts on the boot partition or a stick: the desk's configuration, and the section <c>Setup</c>.</summary>
internal sealed record BootFile(string Path, JsonObject Configuration, SetupSection Setup)
{
    private static readonly string[] Names = ["kiosk.json", "kiosk.json.txt"];

    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The folder that it lies in, with whatever belongs beside it.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Where one lies, in the first of these folders that has one.</summary>
    public static string? Find(IEnumerable<string> folders) => TechniciansFile.Find(folders, Names);

    /// <summary>One that was taken already: nothing but zeros.</summary>
    public static bool IsWiped(string path) => File.ReadAllBytes(path) is { Length: > 0 } bytes && !bytes.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>Reads one. The problem names the place in the file.</summary>
    public static (BootFile? File, BootProblem? Problem) Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (JsonException wrong)
        {
            var where = wrong.LineNumber is { } line ? $"line {line + 1}" : "its end";
            return Unreadable($"'{path}' is no JSON, at {where}. Every text stands in quotes, with a comma between one key and the next.");
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Unreadable($"'{path}' cannot be read: {unread.Message}");
        }
    }

    private static (BootFile? File, BootProblem? Problem) Parse(string path, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Unreadable($"'{path}' is no UTF-8. Save it again with the encoding UTF-8.");
        }

        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        if (JsonNode.Parse(text, AnyCase, Lenient) is not JsonObject all)
        {
            return Unreadable($"'{path}' must be a JSON object: {{ \"Facility\": ... }}.");
        }

        try
        {
            all.Remove(nameof(Setup), out var setup);
            return (new BootFile(path, all, setup?.Deserialize(SetupJson.Default.SetupSection) ?? new SetupSection()), null);
        }
        catch (ArgumentException)
        {
            return Unreadable($"'{path}' names a key twice.");
        }
        catch (JsonException wrong)
        {
            return (null, new BootProblem(BootTrouble.WrongValue, [$"Setup{wrong.Path?[1..].Replace('.', ':')} is unknown or of another kind. There are: ActivationCode, DeviceName, Wired (Address, Gateway, Dns), Wifi (Ssid, Passphrase, Country), TimeServers, KeyboardLayout, SshKeys."]));
        }
    }

    /// <summary>Overwrites it and takes it away. A flash card may keep what was overwritten; the activation code is used up.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public void Shred() => Overwritten.Delete(Path);

    private static (BootFile? File, BootProblem? Problem) Unreadable(string detail) => (null, new BootProblem(BootTrouble.Unreadable, [detail]));
}
