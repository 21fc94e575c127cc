using System.Net.Http.Json;
using Kiosk.Desk;
using Kiosk.Settings;

namespace Kiosk.Pi.Desk;

/// <content>The settings.</content>
internal sealed partial class HttpDeskClient
{
    public async Task<SettingsView> SettingsAsync(CancellationToken cancellation) =>
        await GetAsync("settings", DeskJson.Default.SettingsView, cancellation) ?? throw new DeskUnreachableException("The desk answered nothing.");

    public Task<SettingsAnswer> SetAsync(SettingsOrder order, string staff, CancellationToken cancellation) => AnsweredAsync(
        http.PutAsJsonAsync($"settings?staff={Uri.EscapeDataString(staff)}", order, DeskJson.Default.SettingsOrder, cancellation), DeskJson.Default.SettingsAnswer, cancellation);
}
