using Kiosk.Bench.Commands;

namespace Kiosk.Pi.Tests.Bench;

public sealed class ReadmeTests
{
    [Fact]
    public void Signals_InTheReadme_AreTheProducts() =>
        Assert.True(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Contains(SignalsCommand.Table(), StringComparison.Ordinal), "README.md has another table of signals: run 'make signals'.");
}
