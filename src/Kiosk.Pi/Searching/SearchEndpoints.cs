using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Pi.SignIn;
using Kiosk.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Kiosk.Pi.Desk.DeskAnswers;

namespace Kiosk.Pi.Searching;

/// <summary>
/// The search over the desk's socket: <c>GET /results/search?q=TEXT&amp;from=&amp;to=&amp;outcome=&amp;pending=&amp;offset=&amp;limit=&amp;staff=ID</c>. While the results are read for the first search,
/// and where they cannot be read, it answers 503 with the state.
/// </summary>
internal sealed class SearchEndpoints(SearchDesk desk)
{
    public const string Calls = "GET /results/search?q=TEXT&from=DAY&to=DAY&outcome=OUTCOME&pending=true&offset=N&limit=N&staff=ID";

    public void Map(WebApplication routes) => routes.MapGet("/results/search", SearchAsync).Needs(StaffRight.SeeRecords);

    private async Task SearchAsync(HttpContext context)
    {
        if (await StaffAsync(context) is not { } staff)
        {
            return;
        }

        var (search, wrong) = SearchQuery.Of(context.Request.Query);
        if (search is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, wrong!);
            return;
        }

        var answer = await desk.SearchAsync(search, staff, context.RequestAborted);
        if (answer.State != SearchState.Done)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "1";
        }

        await WriteAsync(context, answer, DeskJson.Default.SearchAnswer);
    }
}
