using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Bench.Commands;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>A whole desk at which staff sign in: one of each role.</summary>
public class StaffedBench : RunningBench
{
    public const string Words = "correct horse battery";

    private readonly Dictionary<(string Staff, string How), string> shared = [];
    private int revision;

    public StaffedBench() : this(clockIsSet: false, _ => { })
    {
    }

    /// <inheritdoc cref="RunningBench(string, bool, string, string, Action{BenchFolder})"/>
    private protected StaffedBench(bool clockIsSet, Action<BenchFolder> prepare) : base("{}", clockIsSet, prepare: folder =>
    {
        // From the first moment on: a desk that finds the first account later is in no hurry.
        Assert.Null(new AccountFile(folder.StaffFolder).Change(_ => Standard));
        prepare(folder);
    })
    {
    }

    private static Account[] Standard =>
    [
        Of("reception", StaffRole.Reception), Of("administrator", StaffRole.Administrator), Of("auditor", StaffRole.Auditor), Of("all", StaffRole.Reception, StaffRole.Administrator, StaffRole.Auditor),
    ];

    internal AccountFile Accounts => new(Path.Combine(Folder, "staff"));

    internal static Account Of(string id, params StaffRole[] roles) => new() { Id = id, Roles = roles, Passphrase = Hash.Value, AddedAt = DateTimeOffset.UnixEpoch, ChangedAt = DateTimeOffset.UnixEpoch };

    /// <summary>Has the accounts that every story begins with.</summary>
    internal async Task ResetAccountsAsync(params Account[] more)
    {
        // Another revision ends whoever is signed in still.
        revision++;
        ForgetTokens();
        Account[] all = [.. Standard, .. more];
        Assert.Null(Accounts.Change(_ => [.. all.Select(account => account with { Revision = revision })]));
        await UntilAsync(snapshot => snapshot.Stand.IsSignInNeeded);
    }

    /// <summary>Signs in as a person does: whoever is told to wait waits.</summary>
    internal async Task<(HttpStatusCode Status, SignInAnswer? Answer)> SignInAsync(string staff, string passphrase = Words, string? code = null, string? token = null)
    {
        while (true)
        {
            var (status, answer) = await TrySignInAsync(staff, passphrase, code, token);
            if (answer is not { Result: SignInResult.Wait or SignInResult.Busy })
            {
                return (status, answer);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    internal async Task<(HttpStatusCode Status, SignInAnswer? Answer)> TrySignInAsync(string staff, string passphrase, string? code, string? token)
    {
        using var typed = new Passphrase(passphrase);
        var (status, text) = await SendAsync(HttpMethod.Post, "sign-in", JsonSerializer.Serialize(new SignInRequest(staff, typed, code), DeskJson.Default.SignInRequest), token);
        return (status, text.StartsWith('{') ? JsonSerializer.Deserialize(text, DeskJson.Default.SignInAnswer) : null);
    }

    internal async Task<string> TokenAsync(string staff)
    {
        var (status, answer) = await SignInAsync(staff);
        Assert.Equal(HttpStatusCode.OK, status);
        return answer!.Token!;
    }

    /// <summary>A token that serves many requests: each costs the time of a hash.</summary>
    /// <param name="staff">Whose.</param>
    /// <param name="how">In use, or what it has come to: locked by <c>lock</c>, ended by <c>sign-out</c>.</param>
    internal async Task<string> SharedTokenAsync(string staff, string how = "")
    {
        if (!shared.TryGetValue((staff, how), out var token))
        {
            shared[(staff, how)] = token = await TokenAsync(staff);
            if (how.Length > 0)
            {
                await SendAsync(HttpMethod.Post, how, token: token);
            }
        }

        return token;
    }

    /// <summary>The next time others are made.</summary>
    internal void ForgetTokens() => shared.Clear();

    internal async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var http = DeskHttp.Open(this);
        using var request = new HttpRequestMessage(method, new Uri($"http://desk/{path}"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        // What is held open is answered by its headers.
        return (response.StatusCode, path.EndsWith("shown?", StringComparison.Ordinal) || path is "events" or "sign-in/news" ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // One serves for all: it costs as much time as it must.
    private static readonly Lazy<PassphraseHash> Hash = new(() =>
    {
        using var passphrase = new Passphrase(Words);
        return PassphraseHash.Of(passphrase);
    });
}
