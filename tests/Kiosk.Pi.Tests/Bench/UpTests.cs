using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Kiosk.Pi.Tests.Bench;

/// <summary><c>kiosk-bench up</c> and what becomes of its processes.</summary>
public sealed class UpTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string place = Directory.CreateTempSubdirectory("kb").FullName;
    private Process up = null!;

    private JsonNode Facts => JsonNode.Parse(File.ReadAllText(Path.Combine(place, "bench.json")))!;

    public async ValueTask InitializeAsync() => up = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync("-TERM");
        up.Dispose();
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task Up_Terminated_EndsEverythingAndSaysSoInItsFolder()
    {
        var pids = Pids();
        await EndAsync("-TERM");

        Assert.Equal(0, up.ExitCode);
        Assert.All(pids, pid => Assert.False(IsAlive(pid)));
        Assert.Empty(Directory.GetFiles(place, "*.sock"));
        Assert.False(File.Exists(Path.Combine(place, "bench.json")));
    }

    [Fact]
    public async Task Up_Killed_TakesEverythingWithItAndCanBeStartedAgain()
    {
        var pids = Pids();
        await EndAsync("-KILL");
        await UntilAsync(() => !pids.Any(IsAlive));

        up.Dispose();
        up = await StartAsync();
        Assert.Equal(0, (await BenchProgram.RunAsync("wait", "idle", "--dir", place)).ExitCode);
    }

    [Fact]
    public async Task Up_DeskKilled_StartsAnotherAndTellsItsNumber()
    {
        var old = Facts["kioskPid"]!.GetValue<int>();
        Kill("-KILL", old);
        await UntilAsync(() => Facts["kioskPid"]!.GetValue<int>() != old);

        Assert.Equal(0, (await BenchProgram.RunAsync("wait", "idle", "--dir", place)).ExitCode);
    }

    [Fact]
    public async Task Up_SecondInTheSameFolder_IsRefusedAndDisturbsNothing()
    {
        var (exitCode, _, errors) = await BenchProgram.RunAsync("up", "--dir", place);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{up.Id}", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await BenchProgram.RunAsync("state", "--dir", place)).ExitCode);
    }

    [Fact]
    public async Task Up_SameCommandAgain_KeepsTheIdentityThatItsCodeMade()
    {
        var other = Directory.CreateTempSubdirectory("kb").FullName;
        try
        {
            var code = (await BenchProgram.RunAsync("authority", "code", "--dir", place)).Output.Trim();
            var desk = JsonNode.Parse(await File.ReadAllTextAsync(Facts["configFile"]!.GetValue<string>(), TestContext.Current.CancellationToken))!;
            string[] told = ["up", "--dir", other, "--authority", Facts["authorityUrl"]!.GetValue<string>(), "--authority-ca", desk["Authority"]!["CaFile"]!.GetValue<string>(), "--activation"];

            // A configuration that no desk could run with costs no code.
            var config = Path.Combine(other, "own.json");
            await File.WriteAllTextAsync(config, """{ "Card": { "CaFolder": "/nowhere" } }""", TestContext.Current.CancellationToken);
            Assert.Contains("/nowhere", (await BenchProgram.RunAsync([.. told, code, "--config", config])).Errors, StringComparison.Ordinal);

            for (var times = 0; times < 2; times++)
            {
                using var again = await StartAsync([.. told, code]);
                Kill("-KILL", again.Id);
                await again.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Assert.Equal(1, (await BenchProgram.RunAsync([.. told, "another"])).ExitCode);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public async Task Wait_NeverComes_SaysWhereTheDeskIs()
    {
        var (exitCode, _, errors) = await BenchProgram.RunAsync("wait", "finished", "--timeout", "3", "--dir", place);

        Assert.Equal(1, exitCode);
        Assert.Contains("idle", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_NobodyWaits_IsRefused()
    {
        var (exitCode, _, errors) = await BenchProgram.RunAsync("staff", "cancel", "--dir", place);

        Assert.Equal(1, exitCode);
        Assert.Contains("idle", errors, StringComparison.Ordinal);
    }

    private Task<Process> StartAsync() => StartAsync(["up", "--dir", place]);

    private static async Task<Process> StartAsync(string[] arguments)
    {
        var started = Process.Start(new ProcessStartInfo(BenchProgram.Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        started.BeginErrorReadLine();
        Assert.Equal("ready", await started.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        return started;
    }

    private int[] Pids() => [.. ((string[])["kioskPid", "pcscdPid", "namespacePid"]).Select(name => Facts[name]!.GetValue<int>())];

    private async Task EndAsync(string signal)
    {
        if (!up.HasExited)
        {
            Kill(signal, up.Id);
            await up.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }
    }

    private static void Kill(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, $"{pid}"]);
        kill.WaitForExit();
    }

    // A zombie has no command line any more.
    private static bool IsAlive(int pid) => File.Exists($"/proc/{pid}/cmdline") && File.ReadAllBytes($"/proc/{pid}/cmdline").Length > 0;

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, late.Token);
        }
    }
}
