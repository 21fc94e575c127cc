using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Bench.Authority;

/// <summary>What the stand-in says to one request.</summary>
internal sealed record Answer(int Status, string ContentType, byte[] Body, int? RetryAfter = null)
{
    public static Answer Json(int status, object body) => new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body));

    public static Answer Xml(int status, byte[] body, int? retryAfter = null) => new(status, "application/xml; charset=utf-8", body, retryAfter);

    /// <summary>A problem of the contract's table; without a code one that is plain HTTP.</summary>
    public static Answer Problem(int status, string? code, string? detail = null, int? retryAfter = null) => new(
        status,
        "application/problem+json",
        JsonSerializer.SerializeToUtf8Bytes(new { type = code is null ? "about:blank" : "urn:kiosk:" + code, title = code ?? "HTTP " + status, status, detail }),
        retryAfter);

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await response.Body.WriteAsync(Body, context.RequestAborted);
    }
}

/// <summary>A refusal on its way up to the answer.</summary>
internal sealed class RefusedException(int status, string? code, string? detail = null, int? retryAfter = null) : Exception
{
    public Answer Answer { get; } = Answer.Problem(status, code, detail, retryAfter);

    public static RefusedException Malformed(string detail) => new(400, "malformed", detail);
}
