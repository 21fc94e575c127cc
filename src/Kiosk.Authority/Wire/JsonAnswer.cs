using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Authority.Wire;

/// <summary>JSON answers, read without trust.</summary>
internal static class JsonAnswer
{
    public const string Json = "application/json";
    public const string Problem = "application/problem+json";

    /// <summary>The value, or null when this is not such an answer.</summary>
    public static T? Read<T>(Exchange exchange, HttpStatusCode expected, JsonTypeInfo<T> type) where T : class =>
        exchange is Exchange.Reply reply && reply.Status == expected && IsMedia(reply, Json) ? Parse(reply.Body, type) : null;

    /// <summary>The problem's code without <c>urn:kiosk:</c>, and its words for staff; no code when the answer is no problem of this API.</summary>
    public static (string? Code, string? Detail) ProblemOf(Exchange.Reply reply)
    {
        const string prefix = "urn:kiosk:";
        var problem = IsMedia(reply, Problem) ? Parse(reply.Body, WireJson.Default.ProblemReply) : null;
        var code = problem?.Type is { } type && type.StartsWith(prefix, StringComparison.Ordinal) ? type[prefix.Length..] : null;
        return (code, Text.Clean(problem?.Detail));
    }

    public static bool IsMedia(Exchange.Reply reply, string media) => string.Equals(reply.MediaType, media, StringComparison.OrdinalIgnoreCase);

    private static T? Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
