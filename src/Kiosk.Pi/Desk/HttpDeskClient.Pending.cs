using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Alternatives;
using Kiosk.Desk;

namespace Kiosk.Pi.Desk;

/// <content>What is pending, and the checks by paper.</content>
internal sealed partial class HttpDeskClient
{
    public async Task<PendingList> PendingAsync(CancellationToken cancellation) =>
        await GetAsync("pending", DeskJson.Default.PendingList, cancellation) ?? throw new DeskUnreachableException("The desk's vault cannot be read.");

    public Task<CheckView?> CheckAsync(Guid checkId, string staff, CancellationToken cancellation) =>
        GetAsync($"checks/{checkId}?staff={Uri.EscapeDataString(Who(staff))}", DeskJson.Default.CheckView, cancellation);

    public async Task<CheckAnswer> RecordAsync(CheckRequest request, CancellationToken cancellation) =>
        await PostAsync("checks", JsonContent.Create(request with { Staff = Who(request.Staff) }, DeskJson.Default.CheckRequest), DeskJson.Default.CheckAnswer, cancellation)
            ?? throw new DeskUnreachableException("The desk answered nothing.");

    public Task<PendingResult> CloseAsync(Guid visitId, CloseRequest request, CancellationToken cancellation) =>
        PostAsync($"pending/{visitId}/close", JsonContent.Create(request with { Staff = Who(request.Staff) }, DeskJson.Default.CloseRequest), DeskJson.Default.PendingResult, cancellation);

    public Task<PendingResult> SeeAsync(Guid checkId, string staff, CancellationToken cancellation) =>
        PostAsync($"checks/{checkId}/seen?staff={Uri.EscapeDataString(Who(staff))}", content: null, DeskJson.Default.PendingResult, cancellation);

    private Task<T?> PostAsync<T>(string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var response = await http.PostAsync(path, content, cancellation);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict
            ? await response.Content.ReadFromJsonAsync(type, cancellation)
            : throw Unexpected(response.StatusCode);
    });
}
