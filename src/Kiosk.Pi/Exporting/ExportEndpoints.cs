using System.Globalization;
using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Exports;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.Exporting;

/// <summary>
/// The exports over the desk's socket: <c>GET /results/{visit}/export?format=xml&amp;encoding=shift_jis&amp;staff=ID&amp;reason=claim&amp;note=...</c> answers with the file, as does
/// <c>GET /results/export?day=2026-11-28&amp;...</c> with a day's list; <c>POST /results/{visit}/export?staff=ID</c> puts the file into the folder for other programs.
/// </summary>
internal sealed class ExportEndpoints(ExportDesk exports)
{
    public const string Calls =
        "GET /results/{visit}/export?format=FORMAT&staff=ID&reason=REASON, GET /results/export?day=YYYY-MM-DD&staff=ID&reason=REASON, POST /results/{visit}/export?staff=ID";

    public void Map(WebApplication routes)
    {
        routes.MapGet("/results/{visit:guid}/export", FileAsync).Needs(StaffRight.ExportResults);
        routes.MapPost("/results/{visit:guid}/export", PutAsync).Needs(StaffRight.ExportResults);
        routes.MapGet("/results/export", DayAsync).Needs(StaffRight.ExportDays);
    }

    private async Task FileAsync(HttpContext context)
    {
        if (await AskedAsync(context) is not ({ } staff, { } query))
        {
            return;
        }

        if (query.Format is not { } format)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"format must be one of {string.Join(", ", ExportWords.AllFormats)}.");
            return;
        }

        var (answer, file) = await exports.TakeAsync(VisitOf(context), format, query.Encoding, query.Purpose, staff, context.RequestAborted);
        await (file is null ? RefuseAsync(context, answer.Note is null ? StatusOf(answer) : StatusCodes.Status400BadRequest, ExportRefusals.Of(answer, format)) : SendAsync(context, file));
    }

    private async Task DayAsync(HttpContext context)
    {
        if (await AskedAsync(context) is not ({ } staff, { } query))
        {
            return;
        }

        // A result of the last year that there is would have no last day.
        if (!DateOnly.TryParseExact(context.Request.Query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year == DateOnly.MaxValue.Year)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "day must be a date such as 2026-11-28.");
            return;
        }

        var (answer, file) = await exports.TakeDayAsync(day, query.Encoding, query.Purpose, staff, context.RequestAborted);
        await (file is null ? RefuseAsync(context, answer.Note is null ? StatusOf(answer) : StatusCodes.Status400BadRequest, ExportRefusals.OfDay(answer)) : SendAsync(context, file));
    }

    private async Task PutAsync(HttpContext context)
    {
        if (await StaffAsync(context) is not { } staff
            || await ReadAsync(context, DeskJson.Default.ExportOrder, "An order is JSON such as {\"format\":\"xml\",\"reason\":\"claim\"}.") is not { } order)
        {
            return;
        }

        var answer = await exports.PutAsync(VisitOf(context), order, staff, context.RequestAborted);
        context.Response.StatusCode = StatusOf(answer);
        await WriteAsync(context, answer, DeskJson.Default.ExportAnswer);
    }

    private static async Task<(string? Staff, ExportQuery? Query)> AskedAsync(HttpContext context)
    {
        if (await StaffAsync(context) is not { } staff)
        {
            return (null, null);
        }

        var (query, wrong) = ExportQuery.Of(context.Request.Query);
        if (query is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, wrong!);
        }

        return (staff, query);
    }

    private static async Task SendAsync(HttpContext context, ExportFile file)
    {
        context.Response.ContentType = file.MediaType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        await context.Response.Body.WriteAsync(file.Content, context.RequestAborted);
    }

    private static int StatusOf(ExportAnswer answer) => answer.Result switch
    {
        ExportResult.Done => StatusCodes.Status200OK,
        ExportResult.NoSuchResult => StatusCodes.Status404NotFound,
        ExportResult.Unreadable => StatusCodes.Status503ServiceUnavailable,
        ExportResult.Nothing or ExportResult.NoteRefused or ExportResult.NoFolder or ExportResult.NotWritten => StatusCodes.Status409Conflict,
    };
}
