using Kiosk.Bench.Commands;
using Kiosk.Records;

namespace Kiosk.Pi.Tests.Bench;

public sealed class ReadmeTests
{
    [Fact]
    public void Signals_InTheReadme_AreTheProducts() =>
        Assert.True(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Contains(SignalsCommand.Table(), StringComparison.Ordinal), "README.md has another table of signals: run 'make signals'.");

    [Fact]
    public void Events_InTheDocument_AreTheProducts() =>
        Assert.EndsWith($"<!-- events -->\n{AuditEventsCommand.Table()}", File.ReadAllText(Path.Combine(Repository.Root, "docs/audit.md")), StringComparison.Ordinal);

    [Fact]
    public void Events_OfTheList_AreAllWrittenSomewhere()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.All(Enum.GetNames<AuditKind>(), kind => Assert.Contains(sources, source => source.Contains($"AuditKind.{kind}", StringComparison.Ordinal)));
    }
}
