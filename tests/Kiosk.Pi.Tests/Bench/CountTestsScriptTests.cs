using System.Diagnostics;

namespace Kiosk.Pi.Tests.Bench;

/// <summary>scripts/count-tests: what make test believes.</summary>
public sealed class CountTestsScriptTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("trx").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Fact]
    public async Task Count_SeveralFiles_AddsThemUp() =>
        Assert.Equal("7 2 3", await CountAsync(Trx("a", total: 5, passed: 4, failed: 1, notExecuted: 0), Trx("b", total: 7, passed: 3, failed: 1, notExecuted: 3)));

    [Fact]
    public async Task Count_TestsThatErredOrTimedOut_Failed() =>
        Assert.Equal("1 2 0", await CountAsync(Trx("a", total: 3, passed: 1, failed: 0, notExecuted: 0)));

    [Fact]
    public async Task Count_ProjectWithoutTests_IsAFailure() => Assert.Equal("0 1 0", await CountAsync(Trx("a", total: 0, passed: 0, failed: 0, notExecuted: 0)));

    [Fact]
    public async Task Count_NoFile_IsAFailure() => Assert.Equal("0 1 0", await CountAsync(Path.Combine(place, "none.trx")));

    [Fact]
    public async Task Count_FileCutOff_IsAFailure()
    {
        var file = Path.Combine(place, "cut.trx");
        await File.WriteAllTextAsync(file, "<TestRun><Results><UnitTestResult outcome=\"Passed\"", TestContext.Current.CancellationToken);

        Assert.Equal("0 1 0", await CountAsync(file));
    }

    private string Trx(string name, int total, int passed, int failed, int notExecuted)
    {
        var file = Path.Combine(place, name + ".trx");
        File.WriteAllText(file, $"""
            <TestRun><ResultSummary outcome="Completed"><Counters total="{total}" executed="{total - notExecuted}" passed="{passed}" failed="{failed}" error="0" notExecuted="{notExecuted}" pending="0" /></ResultSummary></TestRun>
            """);
        return file;
    }

    private static async Task<string> CountAsync(params string[] files)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "scripts", "count-tests"), files)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var counted = await script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, script.ExitCode);
        return counted.Trim();
    }
}
