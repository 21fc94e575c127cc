using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Pi.Tests.Desk;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>A receptionist who knows HTTP, and speaks to the desk's socket without the screen: what is an administrator's, or an auditor's, stays theirs.</summary>
public sealed class RightsAttackTests(StaffedBench bench) : IClassFixture<StaffedBench>
{
    private static readonly string[] Ways =
    [
        "/{0}", "/{0}/", "//{0}", "/./{0}", "/x/../{0}", "/results/../{0}", "/{0}?staff=administrator", "/{0}?staff=reception&staff=administrator", "http://desk/{0}", "http://administrator@desk/{0}", "/{0};x", "/{0}%2f", "/{0}%00",
        "/{0}#x", "/%2e%2e/{0}", "/{0}/.", "\\{0}", "/{1}", "/{2}",
    ];

    private static readonly string[] Heads =
    [
        "", "X-HTTP-Method-Override: PUT\r\n", "X-Original-URL: /snapshot\r\n", "X-Rewrite-URL: /snapshot\r\n", "X-Forwarded-User: administrator\r\nRemote-User: administrator\r\n", "Authorization: Bearer administrator\r\n", "Cookie: staff=administrator\r\n",
        "Connection: Authorization\r\n", "Transfer-Encoding: chunked\r\n",
    ];

    // What is changed or read there, by the path and a body; an administrator may, or an auditor.
    private static readonly (string Method, string Path, string Body)[] Forbidden =
    [
        ("PUT", "settings", "VERSIONED"), ("POST", "settings", "VERSIONED"), ("GET", "trail", ""), ("GET", "results/export", ""),
        ("POST", "commands", """{"action":"setMethod","method":"visual"}"""), ("POST", "commands", """{"action":"setMethod","method":"visual","staff":"administrator"}"""),
        ("POST", "commands", """{"action":"cancel","action":"setMethod","method":"visual"}"""), ("POST", "commands", """{"action":"setMethod","action":"cancel","method":"visual"}"""),
        ("POST", "commands", """{"ACTION":"cancel","action":"setMethod","method":"visual"}"""), ("POST", "commands", """{"action":"\u0073etMethod","method":"visual"}"""), ("POST", "commands", """{"action":"testLamps"}"""),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reception_ByWhateverRequest_DoesNothingOfTheAdministratorsOrAuditors()
    {
        await bench.ResetAccountsAsync();
        var administrator = await bench.TokenAsync("administrator");
        var reception = await bench.TokenAsync("reception");
        var before = await SettingsAsync(administrator);

        var through = new List<string>();
        foreach (var (method, path, body) in Forbidden)
        {
            foreach (var (way, head) in Ways.Select(way => (way, "")).Concat(Heads.Select(head => ("/{0}", head))))
            {
                var target = string.Format(System.Globalization.CultureInfo.InvariantCulture, way, path, path.ToUpperInvariant(), $"%{(int)path[0]:x}{path[1..]}");
                var query = target.Contains('?', StringComparison.Ordinal) ? "&" : "?";
                var said = await SayAsync(method, $"{target}{query}from=2026-11-01&day=2026-11-01&reason=claim", head, Versioned(body, before.Version), reception);
                if (said.StartsWith("HTTP/1.1 2", StringComparison.Ordinal))
                {
                    through.Add($"{method} {target} {head} {body}: {said[..Math.Min(said.Length, 60)]}");
                }
            }
        }

        Assert.Empty(through);
        Assert.Equal(before.Text, (await SettingsAsync(administrator)).Text);
        Assert.DoesNotContain(bench.Trail(), row => row.Kind is "settingChanged" or "trailExported" or "dayExported");
        // It is no wonder of a path that nobody may take.
        Assert.StartsWith("HTTP/1.1 200", await SayAsync("PUT", "/settings?staff=administrator", "", Versioned("VERSIONED", before.Version), administrator), StringComparison.Ordinal);
        Assert.NotEqual(before.Text, (await SettingsAsync(administrator)).Text);
    }

    private static string Versioned(string body, string version) => body == "VERSIONED" ? $$$"""{"version":"{{{version}}}","settings":{"volume":"41"}}""" : body;

    private async Task<(string Text, string Version)> SettingsAsync(string token)
    {
        var (_, text) = await bench.SendAsync(HttpMethod.Get, "settings", token: token);
        return (text, JsonNode.Parse(text)!["version"]!.GetValue<string>());
    }

    private async Task<string> SayAsync(string method, string target, string head, string body, string token)
    {
        await using var line = await DeskHttp.ConnectAsync(bench, Stop);
        var sent = head.StartsWith("Transfer", StringComparison.Ordinal) ? $"{Encoding.UTF8.GetByteCount(body):x}\r\n{body}\r\n0\r\n\r\n" : body;
        var length = sent == body ? $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "";
        await line.WriteAsync(Encoding.UTF8.GetBytes($"{method} {target} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n{head}{length}\r\n{sent}"), Stop);
        try
        {
            using var reader = new StreamReader(line, Encoding.UTF8);
            return await reader.ReadToEndAsync(Stop);
        }
        catch (IOException)
        {
            // Closed in the middle of it.
            return "";
        }
    }
}
