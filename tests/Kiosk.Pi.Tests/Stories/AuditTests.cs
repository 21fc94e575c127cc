using System.Diagnostics;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>The trail of a whole desk, which runs on meanwhile.</summary>
public sealed class AuditTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Verify_WhileTheDeskServes_IsWhole()
    {
        var visit = await bench.ServeAsync();
        await RowAsync(row => row.Kind == "visitEnded" && row.VisitId == $"{visit.Id}");

        var (exitCode, output, error) = await KioskProcess.RunAsync("audit", "verify", "--config", bench.Facts["configFile"]!.GetValue<string>());

        Assert.True(exitCode == 0, output + error);
        Assert.Contains("ok    audit trail: whole, ", (await KioskProcess.RunAsync("selftest", "--config", bench.Facts["configFile"]!.GetValue<string>())).Output, StringComparison.Ordinal);
        Assert.Equal(["trailBegan", "standStarted"], Rows().Take(2).Select(row => row.Kind), StringComparer.Ordinal);
        Assert.StartsWith("device=", (await RowAsync(row => row.Kind == "certificateInUse")).Detail, StringComparison.Ordinal);
        await RowAsync(row => row.Kind is "clockTrusted" or "clockNotTrusted");
        await bench.UntilSaidAsync(line => line.Contains("The audit trail ends with ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_WhileTheDeskServes_IsOneChainWithTheDesks()
    {
        await bench.ServeAsync();
        var (exitCode, output, _) = await KioskProcess.RunAsync("audit", "export", "--staff", "auditor", "--config", bench.Facts["configFile"]!.GetValue<string>());
        Assert.Equal(0, exitCode);
        Assert.Contains(",trailExported,,auditor,", output, StringComparison.Ordinal);

        await bench.ServeAsync();

        using var reader = TrailReader.Open(Path.Combine(bench.Folder, "vault"), out _);
        Assert.Empty(reader!.Verify().Findings);
    }

    [Fact]
    public async Task Record_OnAScreen_SaysForHowLong()
    {
        var visit = await bench.ServeAsync();
        using var hidden = new CancellationTokenSource();
        var shown = bench.Desk.WhileShownAsync(visit.Id, "reception-7", hidden.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Stop);
        await hidden.CancelAsync();
        await shown;

        var closed = await RowAsync(row => row.Kind == "resultClosed" && row.Staff == "reception-7");
        Assert.Equal($"{visit.Id}", closed.VisitId);
        Assert.InRange(closed.ElapsedMs!.Value, 200, 30_000);
    }

    [Fact]
    public async Task Record_OnAScreenThatIsKilled_IsClosedAllTheSame()
    {
        var visit = await bench.ServeAsync();
        using var screen = Process.Start(new ProcessStartInfo("curl", ["-sN", "--unix-socket", bench.Facts["deskSocket"]!.GetValue<string>(), $"http://desk/results/{visit.Id}/shown?staff=reception-8"]))!;
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Stop);

        screen.Kill();
        await screen.WaitForExitAsync(Stop);

        Assert.True((await RowAsync(row => row.Kind == "resultClosed" && row.Staff == "reception-8")).ElapsedMs > 0);
    }

    [Theory]
    [InlineData("019aa7b2-0000-7000-8000-000000000000/shown?staff=S", 404)]
    [InlineData("019aa7b2-0000-7000-8000-000000000000/shown", 400)]
    public async Task Shown_NothingToShowOrNobodyWhoLooks_IsRefused(string path, int status)
    {
        using var http = DeskHttp.Open(bench);
        using var answer = await http.GetAsync(new Uri($"http://desk/results/{path}"), Stop);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task LampTest_FromTheScreen_IsAudited()
    {
        Assert.Equal(Kiosk.Desk.CommandResult.Done, await bench.StaffAsync(Kiosk.Desk.StaffAction.TestLamps));

        Assert.Equal("reception-1", (await RowAsync(row => row.Kind == "lampsTested")).Staff);
    }

    private List<TrailRow> Rows()
    {
        using var reader = TrailReader.Open(Path.Combine(bench.Folder, "vault"), out _);
        var rows = new List<TrailRow>();
        Assert.Null(reader!.Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, rows.Add));
        return rows;
    }

    // The trail is written beside the loop.
    private async Task<TrailRow> RowAsync(Predicate<TrailRow> wanted)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            var rows = Rows();
            if (rows.Find(wanted) is { } row)
            {
                return row;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, string.Join(' ', rows.Select(one => one.Kind)));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }
}
