using Kiosk.Pi.Verbs;

namespace Kiosk.Pi.Tests.Verbs;

public class ScreenVerbTests
{
    [Theory]
    [InlineData(null, "xterm-256color", false)]
    [InlineData("", "xterm", false)]
    [InlineData(null, "linux", false)]
    [InlineData(null, null, false)]
    [InlineData("1", "xterm-256color", true)]
    [InlineData(null, "vt100", true)]
    [InlineData(null, "dumb", true)]
    [InlineData(null, "xterm-mono", true)]
    [InlineData(null, "linux-m", true)]
    public void Colours_UnwantedOrUnknownToTheTerminal_AreNotUsed(string? noColor, string? terminal, bool isPlain) => Assert.Equal(isPlain, ScreenVerb.IsPlain(noColor, terminal));
}
