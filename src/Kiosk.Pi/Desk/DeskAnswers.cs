using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Desk;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Desk;

/// <summary>How the desk reads requests and answers them.</summary>
internal static class DeskAnswers
{
    /// <summary>The visit of the path.</summary>
    public static Guid VisitOf(HttpContext context) => Guid.Parse(context.Request.RouteValues["visit"]!.ToString()!);

    /// <summary>Who asks; null when the answer says that it is missing.</summary>
    public static async Task<string?> StaffAsync(HttpContext context)
    {
        if (await NamedAsync(context, context.Request.Query["staff"].ToString()) is not { } staff)
        {
            return null;
        }

        if (!StaffId.IsGood(staff))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"staff must say who looks, in one line of at most {StaffId.Longest} characters: every look is audited.");
            return null;
        }

        return staff;
    }

    /// <summary>In whose name something is done: whoever is signed in, or, at a stand without accounts, whoever the request names. Null when the answer says that these differ.</summary>
    public static async Task<string?> NamedAsync(HttpContext context, string? named)
    {
        if (Caller.Of(context) is not { Account.Id: var staff })
        {
            return named ?? "";
        }

        if (string.IsNullOrEmpty(named) || named == staff)
        {
            return staff;
        }

        await RefuseAsync(context, StatusCodes.Status403Forbidden, $"{staff} is signed in, and can do nothing in another name.");
        return null;
    }

    /// <summary>What the body says; null when the answer says what is wrong with it.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, string example)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }
        catch (BadHttpRequestException bad)
        {
            // Too long, too slow, or broken off.
            context.Response.StatusCode = bad.StatusCode;
            return null;
        }

        await RefuseAsync(context, StatusCodes.Status400BadRequest, $"This cannot be understood. {example}");
        return null;
    }

    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    /// <summary>Begins an answer that takes long, so that whoever waits knows at once that it comes.</summary>
    public static Task BeginAsync(HttpContext context, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>The vault cannot be read just now.</summary>
    public static Task RefuseAsync(HttpContext context, VaultTrouble trouble) => RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, VaultTroubles.Of(trouble));

    public static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
