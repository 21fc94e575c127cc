using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Pi.SignIn;
using Kiosk.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.Settings;

/// <summary><c>GET /settings</c>: the settings in force. <c>PUT /settings?staff=ID</c>: changes some of them, all or nothing.</summary>
internal sealed class SettingsEndpoints(DeskSettings settings, DeskInbox inbox)
{
    public const string Calls = "GET /settings, PUT /settings?staff=ID";

    public void Map(WebApplication routes)
    {
        routes.MapGet("/settings", context => WriteAsync(context, settings.View, DeskJson.Default.SettingsView)).Wants(new PathAccess.SignedIn());
        routes.MapPut("/settings", PutAsync).Wants(new PathAccess.Needs(StaffRight.ChangeSettings));
    }

    private async Task PutAsync(HttpContext context)
    {
        const string Example = "An order is JSON such as {\"version\":\"as GET /settings tells it\",\"settings\":{\"volume\":\"40\",\"quietFrom\":\"20:00\",\"quietTo\":\"7:00\"}}.";
        if (await StaffAsync(context) is not { } staff || await ReadAsync(context, DeskJson.Default.SettingsOrder, Example) is not { } order)
        {
            return;
        }

        if (order.Settings is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"This says no settings. {Example}");
            return;
        }

        var answer = await inbox.SetAsync(order, staff).WaitAsync(context.RequestAborted);
        context.Response.StatusCode = answer.Result == SettingsResult.Done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await WriteAsync(context, answer, DeskJson.Default.SettingsAnswer);
    }
}
