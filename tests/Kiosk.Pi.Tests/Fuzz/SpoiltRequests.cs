using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Kiosk.Pi.Tests.SignIn;

namespace Kiosk.Pi.Tests.Fuzz;

/// <summary>What happens to a line once all is said.</summary>
internal enum LineEnd
{
    /// <summary>It is read to its end.</summary>
    Read,

    /// <summary>Nothing more is said, and it is read to its end.</summary>
    HalfClosed,

    /// <summary>It is dropped within the answer.</summary>
    DroppedWithin,

    /// <summary>It is dropped before the answer.</summary>
    Dropped,
}

/// <summary>Bytes for the desk's socket, and how the line ends.</summary>
internal sealed record SpoiltRequest(byte[] Said, LineEnd End)
{
    /// <summary>As it can be put into a test.</summary>
    public override string ToString() => $"{End}: {Convert.ToBase64String(Said)}";
}

/// <summary>What a broken or hostile program says to the desk: made from right requests, so that it gets past the first look.</summary>
internal static class SpoiltRequests
{
    /// <summary>A text that is in everything that could name somebody; it must be found nowhere else.</summary>
    public const string Marked = "漏洩";

    /// <summary>Stands for the version of the settings in force, and is as long.</summary>
    public const string Version = "VERSION-OF-NOW-0";

    private const string Nobody = "019aa7b2-0000-7000-8000-000000000000";

    /// <summary>A right body of each path that takes one. Nothing of it touches the visit at the stand.</summary>
    public static readonly IReadOnlyDictionary<string, string> Bodies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["POST /commands"] = $$"""{"action":"photoMatches","staff":"{{Marked}}","visitId":"{{Nobody}}","method":"pin"}""",
        ["PUT /results/{visit:guid}/ticket"] = """{"number":"26100000123","insurerNumber":"06999999","expiresOn":"2027-03-31","selfPay":"1000"}""",
        ["POST /results/{visit:guid}/export"] = $$"""{"format":"xml","reason":"claim","note":"{{Marked}}"}""",
        ["PUT /settings"] = $$$"""{"version":"{{{Version}}}","settings":{"volume":"100","quietFrom":"","quietTo":"","voiceLanguage":"ja"}}""",
        ["POST /pending/{visit:guid}/close"] = $$"""{"reason":"visitorLeft","staff":"S","note":"{{Marked}}"}""",
        ["POST /checks"] = $$"""{"route":"certificate","staff":"S","visitId":"{{Nobody}}","fields":[{"field":"insurerNumber","text":"06999999"},{"field":"number","text":"12"},{"field":"name","text":"{{Marked}}"},{"field":"birthdate","text":"1971-02-03"},{"field":"validUntil","text":"2030-07-31"}]}""",
        ["POST /sign-in"] = $$"""{"staff":"{{Marked}}","passphrase":"{{Marked}}{{Marked}}{{Marked}}","code":"123456"}""",
        ["POST /passphrase"] = $$"""{"present":"{{Marked}}{{Marked}}{{Marked}}","wanted":"{{Marked}} correct horse battery"}""",
    };

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e999", "99999999999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\n\"", "\"pin\"", "\"Visual\"", "\"0\"", "[]", "{}", "[null]", "[[]]", "{\"\":null}",
        $"\"{new string('x', 40_000)}\"", string.Concat(Enumerable.Repeat('[', 70)), string.Concat(Enumerable.Repeat("{\"a\":", 70)), "NaN", "'x'", "\"9999-12-31\"", "\"0001-01-01\"", "\"２０２７－１３－４０\"",
    ];

    private static readonly string[] Heads =
    [
        "Host: other\r\n", "Host:\r\n", "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Expect: 100-continue\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\n", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nConnection: Upgrade, HTTP2-Settings\r\n", "Authorization: Bearer\r\n",
        "Authorization: Bearer \u00e9\r\n", "Authorization: Basic eDp4\r\nAuthorization: Bearer 00\r\n", "X: " + new string('x', 40_000) + "\r\n", string.Concat(Enumerable.Repeat("X: x\r\n", 200)), ": x\r\n", "X\r\n", " X: x\r\n",
        "X: \0\r\n", "X: x\n", "X-HTTP-Method-Override: PUT\r\n", "Range: bytes=0-0\r\n", "Content-Type: application/xml\r\n", "Content-Encoding: gzip\r\n", "Connection: keep-alive, close\r\n",
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "G\0T", "", new string('M', 9000)];

    private static readonly string[] Queries =
    [
        "", $"?staff={Uri.EscapeDataString(Marked)}", "?staff=S", "?staff=", "?staff=S&staff=T", "?staff=%00", "?staff=%ff", "?staff=S%0AT", "?staff=" + new string('S', 5000), "?staff=S&day=9999-12-31", "?staff=S&day=0001-01-01&reason=claim",
        $"?staff=S&q={Uri.EscapeDataString(Marked)}", "?staff=S&q=%ED%A0%80", "?staff=S&q=%E2%97%8F&limit=0", "?staff=S&q=x&offset=2147483647&limit=1", "?staff=S&from=0001-01-01&to=9999-12-31", "?staff=S&format=xml&reason=claim&encoding=shift_jis", "?%",
    ];

    private static readonly string[] Edits = ["\0", "\r\n", "\n\n", "\r\n\r\n", "%00", "%2e%2e%2f", "//", "../", "{", "\"", "\\", "\u202E", "😀", "\uFFFD", "HTTP/1.1", "HTTP/2.0", "0\r\n\r\n", "GET /trail HTTP/1.1\r\n\r\n"];

    /// <summary>Any of them.</summary>
    public static Gen<SpoiltRequest> Any { get; } = Gen.Select(
        Gen.Frequency(
            (1, Gen.Byte.Array[0, 2000]),
            (1, Gen.Const(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))),
            (1, Gen.Const(new byte[] { 0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0 })),
            (6, Request.Select(text => Encoding.UTF8.GetBytes(text))),
            (4, Gen.Select(Request, Gen.Int[0, int.MaxValue], Gen.Byte.Array[0, 8]).Select((text, at, noise) => Spoilt(Encoding.UTF8.GetBytes(text), at, noise))),
            (2, Gen.Select(Request, Gen.Int[0, int.MaxValue]).Select((text, at) => Encoding.UTF8.GetBytes(text)[..(at % text.Length)]))),
        Gen.Frequency((6, Gen.Const(LineEnd.Read)), (2, Gen.Const(LineEnd.HalfClosed)), (1, Gen.Const(LineEnd.DroppedWithin)), (1, Gen.Const(LineEnd.Dropped))))
        .Select((said, end) => new SpoiltRequest(said, end));

    private static Gen<string> Request => Gen.Frequency((3, ToABody), (2, ToAnyPath), (1, Gen.Select(ToABody, Gen.Int[0, int.MaxValue], Gen.Int[0, Edits.Length - 1]).Select((text, at, edit) => text.Insert(at % text.Length, Edits[edit]))));

    // Of every path, those that will be mapped as well.
    private static Gen<string> ToAnyPath
    {
        get
        {
            // What is held open is for floods; and a self-test takes its time.
            string[] paths = [.. DeskPaths.All.Select(path => path.Name).Where(name => name is not "POST /selftest" && !name.EndsWith("/shown", StringComparison.Ordinal) && !name.EndsWith("/events", StringComparison.Ordinal) && !name.EndsWith("/news", StringComparison.Ordinal)), "GET /", "GET /no/such"];
            return Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, Methods.Length - 1])), Gen.Int[0, Queries.Length - 1], Head)
                .Select((path, method, query, head) => DeskPaths.Of(paths[path]) is var right ? Written(method < 0 ? right.Method.Method : Methods[method], right.Path + Queries[query], head, method < 0 && Bodies.TryGetValue(paths[path], out var body) ? body : "") : "");
        }
    }

    private static Gen<string> ToABody
    {
        get
        {
            string[] paths = [.. Bodies.Keys];
            return Gen.Select(Gen.Int[0, paths.Length - 1].SelectMany(path => Json(Bodies[paths[path]]).Select(json => (path, json))), Head, Gen.Bool)
                .Select((to, head, isNamed) => DeskPaths.Of(paths[to.path]) is var right ? Written(right.Method.Method, right.Path + (isNamed ? "?staff=S" : ""), head, to.json) : "");
        }
    }

    private static Gen<string> Head => Gen.Frequency((6, Gen.Const("")), (2, Gen.Int[0, Heads.Length - 1].Select(at => Heads[at])));

    // Every value anywhere in it, another one: or left out, or twice.
    private static Gen<string> Json(string right) => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, Odd.Length - 1], Gen.Int[0, 5]).Select((at, odd, how) =>
    {
        var root = JsonNode.Parse(right)!;
        List<JsonNode> all = [.. Below(root)];
        var node = all[at % all.Count];
        const string Hole = "HOLE-FOR-IT";
        if (how == 0 && node.Parent is JsonObject parent)
        {
            parent.Remove(node.GetPropertyName());
            return root.ToJsonString();
        }

        if (node.Parent is null)
        {
            return how == 1 ? right + right : Odd[odd];
        }

        node.ReplaceWith(Hole);
        return root.ToJsonString().Replace($"\"{Hole}\"", Odd[odd], StringComparison.Ordinal);
    });

    private static IEnumerable<JsonNode> Below(JsonNode node) =>
    [
        node,
        .. node switch
        {
            JsonObject all => all.Select(pair => pair.Value!).SelectMany(Below),
            JsonArray all => all.SelectMany(one => Below(one!)),
            _ => [],
        },
    ];

    private static string Written(string method, string path, string head, string body) =>
        $"{method} /{path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{head}\r\n{body}";

    private static byte[] Spoilt(byte[] bytes, int at, byte[] noise)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            bytes[(at + i) % bytes.Length] = noise[i];
        }

        return bytes;
    }
}
