using System.Net;
using System.Net.Http.Json;
using Kiosk.Desk;
using Kiosk.Pi.Searching;
using Kiosk.Search;

namespace Kiosk.Pi.Desk;

/// <content>The search.</content>
internal sealed partial class HttpDeskClient
{
    public Task<SearchAnswer> SearchAsync(ResultSearch search, string staff, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var response = await http.GetAsync(SearchQuery.PathOf(search, Who(staff)), cancellation);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable && await response.Content.ReadFromJsonAsync(DeskJson.Default.SearchAnswer, cancellation) is { } answer
            ? answer
            : throw Unexpected(response.StatusCode);
    });
}
