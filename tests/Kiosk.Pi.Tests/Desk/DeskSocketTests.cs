using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Stories;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The desk's socket, as whoever plays with <c>curl</c> meets it.</summary>
public sealed class DeskSocketTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private const int Changes = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "snapshots", HttpStatusCode.NotFound, "GET /snapshot")]
    [InlineData("GET", "results/x?staff=S", HttpStatusCode.NotFound, "/results/{visit}")]
    [InlineData("GET", "results/019aa7b2-0000-7000-8000-000000000000?staff=S", HttpStatusCode.NotFound, "No such result is kept.")]
    [InlineData("GET", "results/019aa7b2-0000-7000-8000-000000000000", HttpStatusCode.BadRequest, "staff")]
    [InlineData("GET", "results?day=tomorrow", HttpStatusCode.BadRequest, "2026-11-24")]
    [InlineData("GET", "results?day=9999-12-31", HttpStatusCode.BadRequest, "2026-11-24")]
    [InlineData("GET", "checks/019aa7b2-0000-7000-8000-000000000000?staff=S", HttpStatusCode.NotFound, "No such check is kept.")]
    [InlineData("GET", "checks/019aa7b2-0000-7000-8000-000000000000", HttpStatusCode.BadRequest, "staff")]
    [InlineData("POST", "checks", HttpStatusCode.BadRequest, "\"route\"")]
    [InlineData("POST", "pending/019aa7b2-0000-7000-8000-000000000000/close", HttpStatusCode.BadRequest, "\"reason\"")]
    [InlineData("POST", "snapshot", HttpStatusCode.MethodNotAllowed, "POST /commands")]
    [InlineData("GET", "commands", HttpStatusCode.MethodNotAllowed, "POST /commands")]
    [InlineData("DELETE", "results", HttpStatusCode.MethodNotAllowed, "GET /results")]
    public async Task Request_Wrong_AnsweredWithWhatHelps(string method, string path, HttpStatusCode status, string told)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://desk/{path}"));
        var (answered, text) = await SendAsync(request);
        Assert.Equal(status, answered);
        Assert.Contains(told, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[[[[", HttpStatusCode.BadRequest)]
    [InlineData("""{"staff":"S"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"action":"photoMatches","staff":"S","visitId":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"action":"photoMatches"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"action":"setMethod","staff":"S"}""", HttpStatusCode.Conflict)]
    public async Task Command_Wrong_ChangesNothing(string body, HttpStatusCode status)
    {
        Assert.Equal(status, (await PostAsync(body)).Status);
        Assert.Null((await bench.Desk.SnapshotAsync(Stop)).Visit);
    }

    [Fact]
    public async Task Command_Huge_Refused()
    {
        // Refused by the length that is announced: whoever sends it all may find the line closed before the answer is read.
        using var huge = await ConnectAsync("POST /commands HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n");
        var answer = await ReadToEndAsync(huge);
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("too long", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_HalfOfIt_EndedByTheDesk()
    {
        using var half = await ConnectAsync("POST /commands HTTP/1.1\r\nHost: desk\r\nContent-Length: 100\r\n\r\n{\"act");
        Assert.StartsWith("HTTP/1.1 408", await ReadToEndAsync(half), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follower_NeverReads_HoldsUpNobody()
    {
        using var stuck = await ConnectAsync("GET /events HTTP/1.1\r\nHost: desk\r\n\r\n");
        for (var change = 0; change < Changes; change++)
        {
            var method = change % 2 == 0 ? IdentityMethod.Visual : IdentityMethod.Pin;
            Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.SetMethod, method));
            Assert.Equal(method, (await bench.Desk.SnapshotAsync(Stop)).Stand.Method);
        }
    }

    private Task<(HttpStatusCode Status, string Text)> PostAsync(string body) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri("http://desk/commands")) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpRequestMessage request)
    {
        using var http = DeskHttp.Open(bench);
        using var response = await http.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private async Task<NetworkStream> ConnectAsync(string said)
    {
        var stream = await DeskHttp.ConnectAsync(bench, Stop);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(said), Stop);
        return stream;
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(Stop);
    }
}
