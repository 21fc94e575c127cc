using System.Net;
using System.Text.RegularExpressions;
using Kiosk.Pi.Tests.Verbs;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>Who may do what on the desk's socket: every path, every role, asked of a desk that runs.</summary>
public sealed partial class AccessTableTests(StaffedBench bench) : IClassFixture<StaffedBench>
{
    // R: reception, A: administrator, U: auditor; n: whoever, without signing in.
    private static readonly Dictionary<string, string> Table = new(StringComparer.Ordinal)
    {
        ["GET /snapshot"] = "nRAU",
        ["GET /events"] = "nRAU",
        ["POST /sign-in"] = "nRAU",
        ["POST /touch"] = "RAU",
        ["GET /sign-ins"] = "RAU",
        ["GET /sign-in/news"] = "RAU",
        ["POST /lock"] = "RAU",
        ["POST /sign-out"] = "RAU",
        ["GET /results"] = "RA",
        ["GET /results/{visit:guid}"] = "RA",
        ["GET /results/{visit:guid}/shown"] = "RA",
        ["PUT /results/{visit:guid}/ticket"] = "RA",
        ["GET /results/{visit:guid}/export"] = "RA",
        ["POST /results/{visit:guid}/export"] = "RA",
        ["GET /results/export"] = "A",
        ["GET /health"] = "nRAU",
        ["POST /selftest"] = "RAU",
        ["POST /bundle"] = "A",
        ["POST /passphrase"] = "RAU",
        // Outcomes, if only their number.
        ["GET /metrics"] = "RA",
        ["GET /results/search"] = "RA",
        ["GET /settings"] = "RAU",
        ["PUT /settings"] = "A",
        ["GET /trail"] = "U",
        ["GET /pending"] = "RA",
        ["POST /pending/{visit:guid}/close"] = "RA",
        ["POST /checks"] = "RA",
        ["GET /checks/{check:guid}"] = "RA",
        ["POST /checks/{check:guid}/seen"] = "RA",
        // By what it commands: below.
        ["POST /commands"] = "RAU",
    };

    private static readonly (char Letter, string Staff)[] Roles = [('R', "reception"), ('A', "administrator"), ('U', "auditor")];

    public static TheoryData<string> EveryPath => [.. DeskPaths.All.Select(path => path.Name)];

    [Fact]
    public void Paths_OfTheDesk_EachDeclaresWhoMayAndIsInTheTable()
    {
        Assert.All(DeskPaths.All, path => Assert.True(path.Access is not null, $"{path.Name} declares no right: add .Needs(StaffRight...) where it is mapped."));
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), DeskPaths.All.Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    // What is mapped elsewhere than in Map would be in no list. The port for metrics maps its only path, and none of the desk's.
    [Fact]
    public void Sources_MapNothingBesideTheTable() => Assert.Equal(
        Table.Count + 1,
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Sum(file => Mapping().Count(File.ReadAllText(file))));

    [Theory]
    [MemberData(nameof(EveryPath))]
    public async Task Path_AskedByEachRole_OnlyThoseOfTheTableAreLetThrough(string name)
    {
        Assert.Equal(Table[name].Contains('n', StringComparison.Ordinal), await AskAsync(name, token: null) != HttpStatusCode.Unauthorized);
        foreach (var (letter, staff) in Roles)
        {
            var status = await AskAsync(name, await bench.SharedTokenAsync(staff));
            Assert.True(Table[name].Contains(letter, StringComparison.Ordinal) == status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), $"{name} as {staff}: {status}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public async Task Path_WithASignInThatIsLockedOrOver_IsClosedButToWhomeverMayUnlockOrLeave(string name)
    {
        var isOpen = Table[name].Contains('n', StringComparison.Ordinal);
        Assert.Equal(isOpen || name is "POST /sign-out" or "GET /sign-in/news", await AskAsync(name, await bench.SharedTokenAsync("all", "lock")) != HttpStatusCode.Unauthorized);
        Assert.Equal(isOpen, await AskAsync(name, await bench.SharedTokenAsync("all", "sign-out")) != HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Paths_WithTheTokenOfAnotherUserOfTheComputer_AllClosed()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root may become somebody else.");
        var token = await bench.SharedTokenAsync("all");
        File.SetUnixFileMode(bench.Folder, (UnixFileMode)0b111_101_101);
        var closed = Table.Where(path => !path.Value.Contains('n', StringComparison.Ordinal)).Select(path => DeskPaths.Of(path.Key)).ToList();
        var curl = closed.SelectMany((path, at) => (string[])
        [
            .. at == 0 ? Array.Empty<string>() : ["--next"], "-s", "-o", "/dev/null", "-w", "%{http_code} ", "-X", path.Method.Method, "-H", $"Authorization: Bearer {token}", "-H", "Content-Length: 0",
            "--unix-socket", bench.Facts["deskSocket"]!.GetValue<string>(), $"http://desk/{path.Path}",
        ]);

        var (_, codes, _) = await KioskProcess.RunProgramAsync("setpriv", ["--reuid=65534", "--regid=0", "--clear-groups", "curl", .. curl], tools: null);

        Assert.Equal(Enumerable.Repeat("401", closed.Count), codes.Trim().Split(' '));
    }

    [Theory]
    [InlineData("""{"action":"setMethod","method":"pin"}""", "A")]
    [InlineData("""{"action":"testLamps"}""", "A")]
    [InlineData("""{"action":"cancel"}""", "RA")]
    [InlineData("""{"action":"photoMatches"}""", "RA")]
    [InlineData("""{"action":"photoDiffers"}""", "RA")]
    [InlineData("""{"action":"allowLastTry"}""", "RA")]
    [InlineData("""{"action":"refuseLastTry"}""", "RA")]
    public async Task Command_OfEachRole_OnlyThoseOfTheTableAreLetThrough(string command, string who)
    {
        foreach (var (letter, staff) in Roles)
        {
            var token = await bench.SharedTokenAsync(staff);
            var (status, text) = await bench.SendAsync(HttpMethod.Post, "commands", command, token);
            Assert.True(who.Contains(letter, StringComparison.Ordinal) == status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{command} as {staff}: {status} {text}");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Post, "commands", command)).Status);
    }

    [Fact]
    public async Task Request_InAnotherName_Refused()
    {
        var token = await bench.SharedTokenAsync("reception");
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}?staff=administrator", token: token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, "commands", """{"action":"cancel","staff":"administrator"}""", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, "checks", """{"route":"certificate","staff":"administrator","fields":[]}""", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, $"pending/{Guid.Empty}/close", """{"reason":"visitorLeft","staff":"administrator"}""", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}", token: token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}?staff=reception", token: token)).Status);
    }

    private async Task<HttpStatusCode> AskAsync(string name, string? token)
    {
        var (method, path) = DeskPaths.Of(name);
        var (status, _) = await bench.SendAsync(method, path, method == HttpMethod.Get ? null : "{}", token);
        if (name is "POST /sign-out" or "POST /lock" or "GET /sign-in/news")
        {
            // It has ended the sign-in, or will: nobody reads on.
            bench.ForgetTokens();
        }

        return status;
    }

    [GeneratedRegex(@"\.Map\w*\(""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mapping();
}
