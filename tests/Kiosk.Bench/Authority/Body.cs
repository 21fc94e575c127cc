using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Kiosk.Bench.Authority;

/// <summary>A JSON object of a request, taken strictly: every member that is asked for must be there and be of its kind.</summary>
internal readonly struct Body(JsonElement element)
{
    public static Body Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Object(document.RootElement.Clone(), "the body");
        }
        catch (JsonException)
        {
            throw RefusedException.Malformed("The body is not JSON.");
        }
    }

    /// <summary>A text that is not empty.</summary>
    public string Text(string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text
            ? text : throw RefusedException.Malformed($"'{name}' must be a text.");

    /// <summary>Bytes in base64url without padding.</summary>
    public byte[] Bytes(string name)
    {
        var text = Text(name);
        try
        {
            return text.Contains('=', StringComparison.Ordinal) || text.Any(char.IsWhiteSpace)
                ? throw new FormatException() : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw RefusedException.Malformed($"'{name}' must be base64url without padding.");
        }
    }

    public DateOnly Date(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw RefusedException.Malformed($"'{name}' must be YYYY-MM-DD.");

    /// <summary>RFC 3339 in UTC.</summary>
    public DateTimeOffset Moment(string name)
    {
        var text = Text(name);
        return text.EndsWith('Z') && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment : throw RefusedException.Malformed($"'{name}' must be a time in UTC.");
    }

    /// <summary>UUID version 7.</summary>
    public Guid Uuid7(string name) =>
        Guid.TryParseExact(Text(name), "D", out var id) && id.Version == 7 && id.Variant is >= 8 and <= 11
            ? id : throw RefusedException.Malformed($"'{name}' must be a UUID of version 7.");

    public Body Member(string name) =>
        Object(element.TryGetProperty(name, out var member) ? member : default, $"'{name}'");

    public void MustNotHave(string name)
    {
        if (element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null)
        {
            throw RefusedException.Malformed($"'{name}' belongs to the other method.");
        }
    }

    private static Body Object(JsonElement member, string what) =>
        member.ValueKind == JsonValueKind.Object ? new Body(member) : throw RefusedException.Malformed($"{what} must be an object.");
}
