using System.Text;
using Kiosk.Access;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.SignIn;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.Audit;

/// <summary>The audit trail over the desk's socket, for auditors, who need no other way into the stand: <c>GET /trail?from=2026-11-01&amp;to=2026-11-30&amp;format=csv&amp;staff=ID</c>.</summary>
internal sealed class TrailEndpoints(IVault vault, KioskOptions options, TimeProvider time)
{
    public const string Calls = "GET /trail?from=YYYY-MM-DD&to=YYYY-MM-DD&format=FORMAT&staff=ID";

    // What is written out is held in memory a day at a time.
    private const int MostDays = 366;

    public void Map(WebApplication routes) => routes.MapGet("/trail", ExportAsync).Needs(StaffRight.ReadTrail);

    private async Task ExportAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (await StaffAsync(context) is not { } staff)
        {
            return;
        }

        var format = query["format"].ToString() switch { "" or "csv" => TrailFormat.Csv, "jsonl" => TrailFormat.Jsonl, _ => (TrailFormat?)null };
        if (TrailDays.Of(query["from"].ToString(), query["to"].ToString() is { Length: > 0 } to ? to : null, time) is not { } days || days.Last.DayNumber - days.First.DayNumber >= MostDays || format is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"from and to {TrailDays.Wanted} At most {MostDays} days. format must be csv or jsonl.");
            return;
        }

        using var reader = TrailReader.Open(options.Vault.Folder, out _);
        if (reader is null || await vault.AuditAsync([days.Exported(format.Value, staff, time)], context.RequestAborted) is not null)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The trail is not written out: the vault cannot be read, or that it was could not be audited.");
            return;
        }

        context.Response.ContentType = format == TrailFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(TrailTable.Heading(format.Value), context.RequestAborted);
        for (var day = days.First; day <= days.Last; day = day.AddDays(1))
        {
            var rows = new StringBuilder();
            if (reader.Read(new TrailDays(day, day).Begin, new TrailDays(day, day).Before, row => rows.Append(TrailTable.Line(row, format.Value))) is not null)
            {
                // Half a trail must not pass for a whole one.
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(rows.ToString(), context.RequestAborted);
        }
    }
}
