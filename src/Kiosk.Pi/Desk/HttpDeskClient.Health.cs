using Kiosk.Desk;

namespace Kiosk.Pi.Desk;

/// <content>How the stand is.</content>
internal sealed partial class HttpDeskClient
{
    public async Task<HealthView> HealthAsync(CancellationToken cancellation) =>
        await GetAsync("health", DeskJson.Default.HealthView, cancellation) ?? throw new DeskUnreachableException("The desk answered nothing.");

    public async Task<SelfTestView> SelfTestAsync(CancellationToken cancellation) =>
        await PostAsync("selftest", content: null, DeskJson.Default.SelfTestView, cancellation) ?? throw new DeskUnreachableException("The desk answered nothing.");
}
