using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kiosk.Access;
using Kiosk.Desk;

namespace Kiosk.Pi.Desk;

/// <content>Signing in. The token stays here: nobody above knows it.</content>
internal sealed partial class HttpDeskClient
{
    private static readonly Uri News = new("sign-in/news", UriKind.Relative);

    private readonly TokenHandler token = new();
    private CancellationTokenSource renewed = new();

    public Task<SignInAnswer> SignInAsync(SignInRequest request, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var response = await http.PostAsync("sign-in", JsonContent.Create(request, DeskJson.Default.SignInRequest), cancellation);
        var answer = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict
            ? await response.Content.ReadFromJsonAsync(DeskJson.Default.SignInAnswer, cancellation)
            : null;
        if (answer is { Token: { } given, SignIn: { } view })
        {
            Become(view.Staff, given);
        }

        return answer ?? throw Unexpected(response.StatusCode);
    });

    public Task LockAsync(CancellationToken cancellation) => CallAsync("lock", cancellation);

    public async Task SignOutAsync(CancellationToken cancellation)
    {
        await CallAsync("sign-out", cancellation);
        Become(staff: null, given: null);
    }

    public Task TouchAsync(CancellationToken cancellation) => CallAsync("touch", cancellation);

    public Task<SignInAnswer> ChangePassphraseAsync(PassphraseChange change, CancellationToken cancellation) =>
        AnsweredAsync(http.PostAsJsonAsync("passphrase", change, DeskJson.Default.PassphraseChange, cancellation), DeskJson.Default.SignInAnswer, cancellation);

    public async Task<IReadOnlyList<SignInView>> SignInsAsync(CancellationToken cancellation) =>
        await GetAsync("sign-ins", DeskJson.Default.IReadOnlyListSignInView, cancellation) ?? [];

    public async IAsyncEnumerable<SignInNews> FollowSignInAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stream = await OpenAsync(News, cancellation);
        using var lines = stream is null ? null : new StreamReader(stream);
        while (lines is not null && await LineAsync(lines, cancellation) is { } news)
        {
            yield return news;
        }
    }

    /// <summary>Writes the audit trail out; or says what is wrong with the request.</summary>
    public Task<string?> TrailAsync(string path, Stream to, CancellationToken cancellation) => AskAsync(async () =>
    {
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return response.StatusCode == HttpStatusCode.BadRequest ? (await response.Content.ReadAsStringAsync(cancellation)).Trim() : throw Unexpected(response.StatusCode);
        }

        await response.Content.CopyToAsync(to, cancellation);
        return null;
    });

    private async Task CallAsync(string path, CancellationToken cancellation) => await AskAsync(async () =>
    {
        using var response = await http.PostAsync(path, content: null, cancellation);
        return response.IsSuccessStatusCode ? true : throw Unexpected(response.StatusCode);
    });

    // What the desk shows to one it does not show to another: whoever follows it begins anew.
    private void Become(string? staff, string? given)
    {
        token.Staff = staff;
        token.Token = given;
        var old = Interlocked.Exchange(ref renewed, new CancellationTokenSource());
        old.Cancel();
    }

    private string Who(string told) => token.Staff ?? told;

    private static async Task<SignInNews?> LineAsync(StreamReader lines, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadLineAsync(cancellation) is { } line ? JsonSerializer.Deserialize(line, DeskJson.Default.SignInNews) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }

    private static DeskUnreachableException Unexpected(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? new DeskRefusedException($"The desk refuses ({(int)status}).") { IsRightMissing = status == HttpStatusCode.Forbidden }
        : new DeskUnreachableException($"The desk answered {(int)status}.");

    private sealed class TokenHandler : DelegatingHandler
    {
        public volatile string? Staff;
        public volatile string? Token;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Token is { } known)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", known);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
