namespace Kiosk.Pi.Tests.Bench;

public sealed class CommandLineTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("kb").FullName;

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Theory]
    [InlineData("card insert nobody", "hanako")]
    [InlineData("wait somewhere", "takeCard")]
    [InlineData("staff method guess", "guess")]
    [InlineData("wait idle --timeout -1", "86400")]
    [InlineData("wait idle --timeout NaN", "86400")]
    [InlineData("wait idle --timeout 1e9", "86400")]
    [InlineData("press", "press")]
    [InlineData("nonsense", "nonsense")]
    public async Task Command_ArgumentMakesNoSense_SaysWhatWould(string line, string named)
    {
        var (exitCode, output, errors) = await BenchProgram.RunAsync(line.Split(' '));

        Assert.Equal(64, exitCode);
        Assert.Empty(output);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("lamps")]
    [InlineData("sounds")]
    [InlineData("heard")]
    [InlineData("history")]
    [InlineData("press 1")]
    [InlineData("card remove")]
    [InlineData("wait idle")]
    [InlineData("staff cancel")]
    [InlineData("authority down")]
    [InlineData("pcscd stop")]
    public async Task Command_NoBenchRuns_SaysHowToStartOne(string line)
    {
        var (exitCode, output, errors) = await BenchProgram.RunAsync([.. line.Split(' '), "--dir", place]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains($"kiosk-bench up --dir {place}", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--authority https://a.example", "all three or none")]
    [InlineData("--authority http://a.example --authority-ca f --activation c", "https")]
    [InlineData("--config /nonexistent.json", "/nonexistent.json")]
    public async Task Up_CannotBegin_SaysWhyAndLeavesNothing(string line, string said)
    {
        var (exitCode, output, errors) = await BenchProgram.RunAsync(["up", "--dir", place, .. line.Split(' ')]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(place, "bench.json")));
    }

    [Fact]
    public async Task Window_NoTerminal_SaysWhatToUseInstead()
    {
        var (exitCode, _, errors) = await BenchProgram.RunAsync("window", "--dir", place);

        Assert.Equal(1, exitCode);
        Assert.Contains("kiosk-bench up", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfEveryCommand_IsThere()
    {
        var (_, output, _) = await BenchProgram.RunAsync("--help");

        Assert.All(
            ["up", "card", "press", "lamps", "sounds", "heard", "state", "wait", "staff", "history", "authority", "pcscd", "window"],
            verb => Assert.Contains($"\n  {verb} ", output, StringComparison.Ordinal));
    }
}
