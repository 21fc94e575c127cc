using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiosk.Bench.Commands;

/// <summary>The desk's kiosk.json: what the bench says, and over it what the given file says.</summary>
internal static class KioskJson
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions AsTheDeskReads = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the file of <c>--config</c>.</summary>
    /// <exception cref="BenchException">It is not there, or no JSON object.</exception>
    public static JsonObject Read(string file)
    {
        try
        {
            var config = JsonNode.Parse(File.ReadAllText(file), AnyCase, AsTheDeskReads) as JsonObject ?? throw new BenchException($"'{file}' (--config) holds no JSON object.");
            // A key that stands there twice shows only when the objects are looked into.
            return Merge(new JsonObject(AnyCase), config);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new BenchException($"'{file}' (--config) cannot be read: {e.Message}");
        }
    }

    /// <summary>Lays one object over another: objects are merged whatever the case of their keys, everything else replaces. "A:B" is B in A, as in the configuration.</summary>
    public static JsonObject Merge(JsonObject below, JsonObject above)
    {
        var merged = new JsonObject(AnyCase);
        foreach (var layer in (JsonObject[])[below, above])
        {
            foreach (var (key, value) in layer)
            {
                Set(merged, key.Split(':', 2), value);
            }
        }

        return merged;
    }

    /// <summary>The text at "Section:Key"; null when there is none.</summary>
    public static string? Text(JsonObject config, string path) =>
        path.Split(':').Aggregate((JsonNode?)config, (node, key) => (node as JsonObject)?[key]) is JsonValue value ? value.ToString() : null;

    private static void Set(JsonObject target, string[] path, JsonNode? value)
    {
        var key = path[0];
        if (path.Length > 1)
        {
            value = new JsonObject(AnyCase) { [path[1]] = value?.DeepClone() };
        }

        if (value is JsonObject inner)
        {
            // Also when nothing lies below: keys with colons further down want to be taken apart.
            target[key] = Merge(target[key] as JsonObject ?? new JsonObject(AnyCase), inner);
            return;
        }

        target[key] = value?.DeepClone();
    }
}
