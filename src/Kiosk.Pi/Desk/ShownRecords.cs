using System.Globalization;
using Kiosk.Access;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Desk;

/// <summary>
/// For how long records stand on screens: <c>GET /results/{visit}/shown?staff=ID</c> is held open while one does, and audited when it ends. A screen that is killed, or whose line breaks,
/// ends it as well as one that hides the record.
/// </summary>
internal sealed class ShownRecords(IVault vault, AuditWriter audit, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public void Map(WebApplication routes) => routes.MapGet("/results/{visit:guid}/shown", ShownAsync).Needs(StaffRight.SeeRecords);

    private async Task ShownAsync(HttpContext context)
    {
        var visit = Guid.Parse(context.Request.RouteValues["visit"]!.ToString()!, CultureInfo.InvariantCulture);
        if (await DeskAnswers.StaffAsync(context) is not { } staff)
        {
            return;
        }

        if (await vault.FindAsync(visit, context.RequestAborted) is { Value: null, Trouble: null })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var began = time.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.StartAsync(ending.Token);
            await context.Response.Body.FlushAsync(ending.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The record is gone from the screen, or the desk stops.
        }

        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultClosed, visit, staff, Elapsed: time.GetElapsedTime(began)));
    }
}
