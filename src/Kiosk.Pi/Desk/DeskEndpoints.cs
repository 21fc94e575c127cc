using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Exporting;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Searching;
using Kiosk.Pi.Settings;
using Kiosk.Pi.SignIn;
using Kiosk.Pi.Tickets;
using Kiosk.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.Desk;

/// <summary>
/// The staff's contract over the desk's Unix socket: <c>GET /snapshot</c>, <c>GET /events</c> (server-sent snapshots), <c>GET /results?day=YYYY-MM-DD</c>,
/// <c>GET /results/{visit}?staff=ID</c>, <c>PUT /results/{visit}/ticket?staff=ID</c>, <c>POST /commands</c>; the exports are in <see cref="ExportEndpoints"/>.
/// Look at it with <c>curl --unix-socket</c>.
/// </summary>
internal sealed class DeskEndpoints(DeskInbox inbox, SnapshotFeed feed, IVault vault, AuditWriter audit, TicketDesk tickets, AccessGuard guard, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const string Calls = $"GET /snapshot, GET /events, GET /results?day=YYYY-MM-DD, GET /results/{{visit}}?staff=ID, PUT /results/{{visit}}/ticket?staff=ID, POST /commands, GET /pending, POST /checks, {ExportEndpoints.Calls}, {HealthEndpoints.Calls}, {MetricsEndpoints.Calls}, {SearchEndpoints.Calls}, {SettingsEndpoints.Calls}, {TrailEndpoints.Calls}, {SignInEndpoints.Calls}";

    public void Map(WebApplication routes)
    {
        routes.UseStatusCodePages(page => RefuseAsync(page.HttpContext, page.HttpContext.Response.StatusCode, WordsFor(page.HttpContext.Response.StatusCode)));
        routes.MapGet("/snapshot", SnapshotAsync).Wants(new PathAccess.Open());
        routes.MapGet("/events", EventsAsync).Wants(new PathAccess.Open());
        routes.MapGet("/results", DayAsync).Needs(StaffRight.SeeRecords);
        routes.MapGet("/results/{visit:guid}", ResultAsync).Needs(StaffRight.SeeRecords);
        routes.MapPut("/results/{visit:guid}/ticket", TicketAsync).Needs(StaffRight.NoteTickets);
        routes.MapPost("/commands", CommandAsync).Wants(new PathAccess.ByContent());
    }

    private Task SnapshotAsync(HttpContext context) => feed.Latest is { } latest
        ? WriteAsync(context, Seen(context, latest), DeskJson.Default.Snapshot)
        : RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The desk is starting.");

    private async Task EventsAsync(HttpContext context)
    {
        // A follower never ends by itself: a desk that stops does not wait for it.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SseFormatter.WriteAsync(
                ItemsAsync(context, ending.Token),
                context.Response.Body,
                (item, buffer) =>
                {
                    using var writer = new Utf8JsonWriter(buffer);
                    JsonSerializer.Serialize(writer, item.Data, DeskJson.Default.Snapshot);
                },
                ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // One of both went away.
        }
    }

    private async IAsyncEnumerable<SseItem<Snapshot>> ItemsAsync(HttpContext context, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var snapshot in feed.FollowAsync(cancellation))
        {
            yield return new SseItem<Snapshot>(Seen(context, snapshot), "snapshot");
        }
    }

    // Looked at anew each time: a sign-in may end while the line stays.
    private Snapshot Seen(HttpContext context, Snapshot snapshot) => guard.SeesVisits(context) ? snapshot : Strangers.View(snapshot);

    private async Task DayAsync(HttpContext context)
    {
        var day = context.Request.Query["day"].ToString();
        if (day.Length == 0)
        {
            day = JapanTime.DateOf(time.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        // A result of the last year that there is would have no last day.
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year == DateOnly.MaxValue.Year)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "day must be a date such as 2026-11-24.");
            return;
        }

        var (results, trouble) = await vault.OnDayAsync(date, context.RequestAborted);
        await (trouble is { } why ? RefuseAsync(context, why) : WriteAsync(context, results ?? [], DeskJson.Default.IReadOnlyListKeptResult));
    }

    private async Task ResultAsync(HttpContext context)
    {
        if (await FindAsync(context) is ({ } result, var staff))
        {
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultViewed, result.VisitId, staff));
            await WriteAsync(context, result, DeskJson.Default.KeptResult);
        }
    }

    private async Task TicketAsync(HttpContext context)
    {
        if (await StaffAsync(context) is not { } staff
            || await ReadAsync(context, DeskJson.Default.TypedTicket, "A ticket is JSON such as {\"number\":\"26100000123\",\"insurerNumber\":\"06999999\",\"expiresOn\":\"2027-03-31\"}.") is not { } typed)
        {
            return;
        }

        var answer = await tickets.NoteAsync(VisitOf(context), typed, staff, context.RequestAborted);
        context.Response.StatusCode = answer.Result switch
        {
            TicketResult.Done => StatusCodes.Status200OK,
            TicketResult.NoSuchVisit => StatusCodes.Status404NotFound,
            TicketResult.Refused or TicketResult.NotWritten => StatusCodes.Status409Conflict,
        };
        await WriteAsync(context, answer, DeskJson.Default.TicketAnswer);
    }

    // The result of the path, and who asks for it; otherwise the answer says what is wrong.
    private async Task<(KeptResult? Result, string Staff)> FindAsync(HttpContext context)
    {
        if (await StaffAsync(context) is not { } staff)
        {
            return (null, "");
        }

        var (result, trouble) = await vault.FindAsync(VisitOf(context), context.RequestAborted);
        if (result is null)
        {
            await (trouble is { } why ? RefuseAsync(context, why) : RefuseAsync(context, StatusCodes.Status404NotFound, "No such result is kept."));
        }

        return (result, staff);
    }

    private async Task CommandAsync(HttpContext context)
    {
        if (await ReadAsync(context, DeskJson.Default.StaffCommand, "A command is JSON such as {\"action\":\"cancel\",\"staff\":\"ID\"}.") is not { } command)
        {
            return;
        }

        if (!await Caller.MayAsync(context, Rights.Of(command.Action)) || await NamedAsync(context, command.Staff) is not { } staff)
        {
            return;
        }

        var result = await inbox.CommandAsync(command with { Staff = staff }).WaitAsync(context.RequestAborted);
        context.Response.StatusCode = result == CommandResult.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await WriteAsync(context, result, DeskJson.Default.CommandResult);
    }

    private static string WordsFor(int status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is no such path. There are: {Calls}.",
        StatusCodes.Status405MethodNotAllowed => $"Not with this method. There are: {Calls}.",
        StatusCodes.Status408RequestTimeout => "The rest of the request did not come in time.",
        StatusCodes.Status413PayloadTooLarge => "The request is too long.",
        _ => $"The desk cannot answer this. There are: {Calls}.",
    };
}
