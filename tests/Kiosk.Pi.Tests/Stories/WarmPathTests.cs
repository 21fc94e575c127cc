using Kiosk.Bench.Authority;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>What a visitor waits for after the signature: one request, on a connection that is open already.</summary>
public sealed class WarmPathTests(RunningBench bench) : IClassFixture<RunningBench>
{
    [Fact]
    public async Task Visit_AfterTheSignature_IsOneRequestOnTheConnectionThatWasOpen()
    {
        await bench.ServeAsync();
        var before = await RequestsAsync();

        await bench.ServeAsync();

        // The watch's own looks may come between.
        var visit = (await RequestsAsync())[before.Count..].Where(request => request.Call is not ("GET /v1/status" or "GET /v1/devices/self")).ToList();
        Assert.Equal(["POST /v1/challenges", "POST /v1/confirmations"], visit.Select(request => request.Call));
        Assert.All(visit, request => Assert.Equal(before[^1].Connection, request.Connection));
    }

    private async Task<List<(string Call, string Connection)>> RequestsAsync()
    {
        var told = await StandInAdmin.SendAsync(Path.Combine(bench.Folder, "authority"), ["requests"], TestContext.Current.CancellationToken);
        return [.. told.Split('\n').Select(line => (line[..line.LastIndexOf(' ')], line[(line.LastIndexOf(' ') + 1)..]))];
    }
}
