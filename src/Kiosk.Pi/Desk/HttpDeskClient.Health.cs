using System.Net;
using System.Net.Http.Json;
using Kiosk.Desk;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Desk;

/// <content>How the stand is.</content>
internal sealed partial class HttpDeskClient
{
    public async Task<HealthView> HealthAsync(CancellationToken cancellation) =>
        await GetAsync("health", DeskJson.Default.HealthView, cancellation) ?? throw new DeskUnreachableException("The desk answered nothing.");

    public Task<SelfTestView> SelfTestAsync(CancellationToken cancellation) => BegunAsync(
        "selftest", async content => await content.ReadFromJsonAsync(DeskJson.Default.SelfTestView, cancellation) ?? throw new DeskUnreachableException("The desk answered nothing."), cancellation);

    public async Task<BundleAnswer> BundleAsync(string folder, string staff, CancellationToken cancellation)
    {
        // Before it is made in vain.
        if (!Directory.Exists(folder))
        {
            return new BundleAnswer(BundleResult.NoFolder, folder);
        }

        return await BegunAsync($"bundle?staff={Uri.EscapeDataString(Who(staff))}", async content =>
        {
            var target = Path.Combine(folder, Path.GetFileName(content.Headers.ContentDisposition!.FileName!.Trim('"')));
            var packed = await content.ReadAsByteArrayAsync(cancellation);
            var file = new UnfinishedFile(target);
            if ((file.Write(stream => stream.Write(packed)) ?? file.Finish(replace: false)) is null)
            {
                return new BundleAnswer(BundleResult.Done, target);
            }

            file.Remove();
            return new BundleAnswer(BundleResult.NotWritten, target);
        }, cancellation);
    }

    // The answer's beginning comes at once, its end when the work is done.
    private Task<T> BegunAsync<T>(string path, Func<HttpContent, Task<T>> read, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.StatusCode == HttpStatusCode.OK ? await read(response.Content) : throw Unexpected(response.StatusCode);
    });
}
