using System.Globalization;
using Kiosk.Access;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Bundles;

/// <summary>The support bundle over the desk's socket: <c>POST /bundle?staff=ID</c>. The desk makes it, for the screen's user may read neither vault nor settings; the screen keeps it.</summary>
internal sealed class BundleEndpoints(KioskOptions options, AuditWriter audit, TimeProvider time) : IDisposable
{
    public const string Calls = "POST /bundle?staff=ID";

    // Each runs the self-test, and reads a month of the trail.
    private readonly SemaphoreSlim one = new(1, 1);

    public void Map(WebApplication routes) => routes.MapPost("/bundle", MakeAsync).Needs(StaffRight.TakeBundle);

    public void Dispose() => one.Dispose();

    private async Task MakeAsync(HttpContext context)
    {
        if (await DeskAnswers.StaffAsync(context) is not { } staff)
        {
            return;
        }

        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"kiosk-bundle-{JapanTime.At(time.GetUtcNow()):yyyyMMdd-HHmmss}.tar.gz\"");
        await DeskAnswers.BeginAsync(context, "application/gzip");
        await one.WaitAsync(context.RequestAborted);
        try
        {
            var bundle = new SupportBundle(options, time);
            var parts = await bundle.MakeAsync(context.RequestAborted);
            audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.BundleTaken, Staff: staff));
            using var packed = new MemoryStream();
            bundle.Pack(parts, packed);
            await context.Response.Body.WriteAsync(packed.GetBuffer().AsMemory(0, (int)packed.Length), context.RequestAborted);
        }
        finally
        {
            one.Release();
        }
    }
}
