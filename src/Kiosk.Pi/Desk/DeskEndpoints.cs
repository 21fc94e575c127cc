using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Desk;
using Kiosk.Exports;
using Kiosk.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Pi.Desk;

/// <summary>
/// The staff's contract over the desk's Unix socket: <c>GET /snapshot</c>, <c>GET /events</c> (server-sent snapshots), <c>GET /results?day=YYYY-MM-DD</c>,
/// <c>GET /results/{visit}?staff=ID</c>, <c>GET /results/{visit}/text?staff=ID</c> (the official app's text), <c>POST /commands</c>. Look at it with <c>curl --unix-socket</c>.
/// </summary>
internal sealed class DeskEndpoints(DeskInbox inbox, SnapshotFeed feed, IVault vault, AuditWriter audit, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/snapshot", SnapshotAsync);
        routes.MapGet("/events", EventsAsync);
        routes.MapGet("/results", DayAsync);
        routes.MapGet("/results/{visit:guid}", ResultAsync);
        routes.MapGet("/results/{visit:guid}/text", TextAsync);
        routes.MapPost("/commands", CommandAsync);
    }

    private Task SnapshotAsync(HttpContext context) => feed.Latest is { } latest
        ? WriteAsync(context, latest, DeskJson.Default.Snapshot)
        : RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The desk is starting.");

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        await SseFormatter.WriteAsync(
            ItemsAsync(context.RequestAborted),
            context.Response.Body,
            (item, buffer) =>
            {
                using var writer = new Utf8JsonWriter(buffer);
                JsonSerializer.Serialize(writer, item.Data, DeskJson.Default.Snapshot);
            },
            context.RequestAborted);
    }

    private async IAsyncEnumerable<SseItem<Snapshot>> ItemsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var snapshot in feed.FollowAsync(cancellation))
        {
            yield return new SseItem<Snapshot>(snapshot, "snapshot");
        }
    }

    private async Task DayAsync(HttpContext context)
    {
        var day = context.Request.Query["day"].ToString();
        if (day.Length == 0)
        {
            day = JapanTime.DateOf(time.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "day must be a date such as 2026-11-24.");
            return;
        }

        await WriteAsync(context, await vault.OnDayAsync(date, context.RequestAborted), DeskJson.Default.IReadOnlyListKeptResult);
    }

    private async Task ResultAsync(HttpContext context)
    {
        if (await FindAsync(context) is ({ } result, var staff))
        {
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultViewed, result.VisitId, staff));
            await WriteAsync(context, result, DeskJson.Default.KeptResult);
        }
    }

    private async Task TextAsync(HttpContext context)
    {
        if (await FindAsync(context) is not ({ } result, var staff))
        {
            return;
        }

        if (AppText.Write(result) is not { } text)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "Only a valid qualification has a text for the receipt computer.");
            return;
        }

        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultExported, result.VisitId, staff));
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    // The result of the path, and who asks for it; otherwise the answer says what is wrong.
    private async Task<(KeptResult? Result, string Staff)> FindAsync(HttpContext context)
    {
        var staff = context.Request.Query["staff"].ToString();
        if (string.IsNullOrWhiteSpace(staff))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "staff must say who looks: every look is audited.");
            return (null, staff);
        }

        var id = Guid.Parse(context.Request.RouteValues["visit"]!.ToString()!);
        if (await vault.FindAsync(id, context.RequestAborted) is { } result)
        {
            return (result, staff);
        }

        await RefuseAsync(context, StatusCodes.Status404NotFound, "No such result is kept.");
        return (null, staff);
    }

    private async Task CommandAsync(HttpContext context)
    {
        StaffCommand? command;
        try
        {
            command = await JsonSerializer.DeserializeAsync(context.Request.Body, DeskJson.Default.StaffCommand, context.RequestAborted);
        }
        catch (JsonException)
        {
            command = null;
        }

        if (command is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The command cannot be understood.");
            return;
        }

        var result = await inbox.CommandAsync(command).WaitAsync(context.RequestAborted);
        context.Response.StatusCode = result == CommandResult.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await WriteAsync(context, result, DeskJson.Default.CommandResult);
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
