using Kiosk.Access;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Pi.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Pending;

/// <summary>
/// The part of the staff's contract about what is pending: <c>GET /pending</c>, <c>POST /pending/{visit}/close</c>, <c>POST /checks</c>,
/// <c>GET /checks/{check}?staff=ID</c>, <c>POST /checks/{check}/seen?staff=ID</c>.
/// </summary>
internal sealed class PendingEndpoints(PendingDesk desk)
{
    public void Map(WebApplication routes)
    {
        routes.MapGet("/pending", ListAsync).Needs(StaffRight.SeeRecords);
        routes.MapPost("/pending/{visit:guid}/close", CloseAsync).Needs(StaffRight.SettlePending);
        routes.MapPost("/checks", RecordAsync).Needs(StaffRight.SettlePending);
        routes.MapGet("/checks/{check:guid}", ViewAsync).Needs(StaffRight.SeeRecords);
        routes.MapPost("/checks/{check:guid}/seen", SeeAsync).Needs(StaffRight.SettlePending);
    }

    private async Task ListAsync(HttpContext context)
    {
        var (list, trouble) = await desk.ListAsync(context.RequestAborted);
        await (trouble is { } why ? DeskAnswers.RefuseAsync(context, why) : DeskAnswers.WriteAsync(context, list!, DeskJson.Default.PendingList));
    }

    private async Task CloseAsync(HttpContext context)
    {
        if (await DeskAnswers.ReadAsync(context, DeskJson.Default.CloseRequest, "To close is JSON such as {\"reason\":\"visitorLeft\",\"staff\":\"ID\"}.") is { } request
            && await DeskAnswers.NamedAsync(context, request.Staff) is { } staff)
        {
            await AnswerAsync(context, await desk.CloseAsync(Id(context, "visit"), request with { Staff = staff }, context.RequestAborted));
        }
    }

    private async Task RecordAsync(HttpContext context)
    {
        if (await DeskAnswers.ReadAsync(
            context, DeskJson.Default.CheckRequest, "A check is JSON such as {\"route\":\"certificate\",\"staff\":\"ID\",\"fields\":[{\"field\":\"name\",\"text\":\"...\"}]}.") is { } request
            && await DeskAnswers.NamedAsync(context, request.Staff) is { } staff)
        {
            var answer = await desk.RecordAsync(request with { Staff = staff }, context.RequestAborted);
            context.Response.StatusCode = StatusOf(answer.Result);
            await DeskAnswers.WriteAsync(context, answer, DeskJson.Default.CheckAnswer);
        }
    }

    private async Task ViewAsync(HttpContext context)
    {
        if (await DeskAnswers.StaffAsync(context) is not { } staff)
        {
            return;
        }

        var (view, trouble) = await desk.ViewAsync(Id(context, "check"), staff, context.RequestAborted);
        await (trouble is { } why ? DeskAnswers.RefuseAsync(context, why)
            : view is null ? DeskAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "No such check is kept.")
            : DeskAnswers.WriteAsync(context, view, DeskJson.Default.CheckView));
    }

    private async Task SeeAsync(HttpContext context)
    {
        if (await DeskAnswers.StaffAsync(context) is { } staff)
        {
            await AnswerAsync(context, await desk.SeeAsync(Id(context, "check"), staff, context.RequestAborted));
        }
    }

    private static Task AnswerAsync(HttpContext context, PendingResult result)
    {
        context.Response.StatusCode = StatusOf(result);
        return DeskAnswers.WriteAsync(context, result, DeskJson.Default.PendingResult);
    }

    private static int StatusOf(PendingResult result) => result == PendingResult.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;

    private static Guid Id(HttpContext context, string name) => Guid.Parse(context.Request.RouteValues[name]!.ToString()!);
}
