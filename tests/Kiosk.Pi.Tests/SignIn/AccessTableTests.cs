using System.Net;
using System.Runtime.CompilerServices;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Pi.Metrics;
using Kiosk.Pi.Pending;
using Kiosk.Pi.Searching;
using Kiosk.Pi.Settings;
using Kiosk.Pi.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Pi.Tests.SignIn;

/// <summary>Who may do what on the desk's socket: every path, every role, asked of a desk that runs.</summary>
public sealed class AccessTableTests(StaffedBench bench) : IClassFixture<StaffedBench>
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

    public static TheoryData<string> EveryPath => [.. Paths().Select(path => path.Name)];

    [Fact]
    public void Paths_OfTheDesk_EachDeclaresWhoMayAndIsInTheTable()
    {
        Assert.All(Paths(), path => Assert.True(path.Access is not null, $"{path.Name} declares no right: add .Needs(StaffRight...) where it is mapped."));
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), Paths().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryPath))]
    public async Task Path_AskedByEachRole_OnlyThoseOfTheTableAreLetThrough(string name)
    {
        await bench.ResetAccountsAsync();
        var (method, path) = (new HttpMethod(name.Split(' ')[0]), name.Split(' ')[1].Replace("{visit:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{check:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).TrimStart('/'));
        var body = method == HttpMethod.Get ? null : "{}";
        var unsigned = await bench.SendAsync(method, path, body);
        Assert.Equal(Table[name].Contains('n', StringComparison.Ordinal), unsigned.Status != HttpStatusCode.Unauthorized);
        foreach (var (letter, staff) in new[] { ('R', "reception"), ('A', "administrator"), ('U', "auditor") })
        {
            var token = await bench.TokenAsync(staff);
            var (status, text) = await bench.SendAsync(method, path, body, token);
            Assert.True(Table[name].Contains(letter, StringComparison.Ordinal) == status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized), $"{name} as {staff}: {status} {text}");
            await bench.SendAsync(HttpMethod.Post, "sign-out", token: token);
        }
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
        await bench.ResetAccountsAsync();
        foreach (var (letter, staff) in new[] { ('R', "reception"), ('A', "administrator"), ('U', "auditor") })
        {
            var token = await bench.TokenAsync(staff);
            var (status, text) = await bench.SendAsync(HttpMethod.Post, "commands", command, token);
            Assert.True(who.Contains(letter, StringComparison.Ordinal) == status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{command} as {staff}: {status} {text}");
            await bench.SendAsync(HttpMethod.Post, "sign-out", token: token);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await bench.SendAsync(HttpMethod.Post, "commands", command)).Status);
    }

    [Fact]
    public async Task Request_InAnotherName_Refused()
    {
        await bench.ResetAccountsAsync();
        var token = await bench.TokenAsync("reception");
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}?staff=administrator", token: token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, "commands", """{"action":"cancel","staff":"administrator"}""", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, "checks", """{"route":"certificate","staff":"administrator","fields":[]}""", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bench.SendAsync(HttpMethod.Post, $"pending/{Guid.Empty}/close", """{"reason":"visitorLeft","staff":"administrator"}""", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}", token: token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bench.SendAsync(HttpMethod.Get, $"results/{Guid.Empty}?staff=reception", token: token)).Status);
    }

    private static List<(string Name, PathAccess? Access)> Paths()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Mapping calls nothing of them.
        foreach (var type in new[] { typeof(SignInEndpoints), typeof(DeskEndpoints), typeof(ShownRecords), typeof(PendingEndpoints), typeof(ExportEndpoints), typeof(TrailEndpoints), typeof(HealthEndpoints), typeof(MetricsEndpoints), typeof(SearchEndpoints), typeof(SettingsEndpoints) })
        {
            builder.Services.AddSingleton(type, RuntimeHelpers.GetUninitializedObject(type));
        }

        using var app = (IDisposable)builder.Build();
        KioskHost.Map((WebApplication)app);
        return
        [
            .. from path in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
               from method in path.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
               select ($"{method} /{path.RoutePattern.RawText!.TrimStart('/')}", path.Metadata.GetMetadata<PathAccess>()),
        ];
    }
}
