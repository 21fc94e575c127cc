using System.Text;
using Kiosk.Pi.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Tests.Configuration;

/// <summary>Lines of the panel as kiosk.json may give them.</summary>
public sealed class PanelLinesTests
{
    private static readonly string[] Header = [.. Enumerable.Range(0, 28).Select(line => $"GPIO{line}")];

    [Fact]
    public void Bind_NamesAndOffsetsMixed_AreTheirLinesOnTheChip()
    {
        var (options, problem) = Bind("""
            { "Rows": ["GPIO4", 6, "13", "GPIO26"], "Columns": ["GPIO16", "GPIO20", 21], "Lamps": { "Card": { "Line": "GPIO12" } }, "Buzzer": { "Line": "GPIO19", "ActiveLow": true } }
            """);

        Assert.Null(problem);
        Assert.Empty(options!.Panel.Problems());
        var onChip = options.Panel.OnChip("a chip", Header).Wiring!;
        Assert.Equal([4, 6, 13, 26], onChip.RowLines());
        Assert.Equal([16, 20, 21], onChip.ColumnLines());
        Assert.Equal((12, 19, true), (onChip.Lamps.Card.Line, onChip.Buzzer.Line, onChip.Buzzer.ActiveLow));
    }

    [Fact]
    public void Bind_ThreeColoursByName_AreTheirLinesOnTheChip()
    {
        var (options, _) = Bind("""{ "Lamps": { "Rgb": { "Red": "GPIO17", "Green": "GPIO27", "Blue": 22 } } }""");

        Assert.Equal((17, 27, 22), options!.Panel.OnChip("a chip", Header).Wiring!.Lamps.Rgb is { } rgb ? (rgb.Red, rgb.Green, rgb.Blue) : default);
    }

    [Fact]
    public void Bind_NothingSaid_IsTheHeader() => Assert.Equal([5, 6, 13, 26], Bind("{}").Options!.Panel.OnChip("a chip", []).Wiring!.RowLines());

    [Theory]
    [InlineData("""{ "Buzzer": { "Line": "" } }""", "Panel:Buzzer:Line is '': it must be a line's offset, such as 17, or the kernel's name for it")]
    [InlineData("""{ "Buzzer": { "Line": " " } }""", "Panel:Buzzer:Line is ' '")]
    [InlineData("""{ "Buzzer": { "Line": null } }""", "Panel:Buzzer:Line is ''")]
    [InlineData("""{ "Buzzer": { "Line": -1 } }""", "Panel:Buzzer:Line is -1: a line's offset cannot be negative")]
    [InlineData("""{ "Lamps": { "Go": { "Line": "99999999999" } } }""", "Panel:Lamps:Go:Line is '99999999999': it must be")]
    [InlineData("""{ "Lamps": { "Rgb": { "Red": "", "Green": 1, "Blue": 2 } } }""", "Panel:Lamps:Rgb:Red is ''")]
    [InlineData("""{ "Rows": ["GPIO5", "", 13, 26] }""", "Panel:Rows:1 is ''")]
    [InlineData("""{ "Columns": [16, 20, -21] }""", "Panel:Columns:2 is -21")]
    [InlineData("""{ "Buzzer": { "Line": "a name that no kernel could give to any line" } }""", "Panel:Buzzer:Line is 'a name that no kernel could give to any line': a line's name has at most 31 bytes")]
    public void Bind_Nonsense_NamesTheKeyAndTheCure(string panel, string expected) => Assert.StartsWith(expected, Bind(panel).Problem, StringComparison.Ordinal);

    [Fact]
    public void Bind_UnknownKeyBesideANamedLine_IsStillRefused() => Assert.Contains("Panel", Bind("""{ "Buzzer": { "Line": "GPIO18", "Pin": 3 } }""").Problem, StringComparison.Ordinal);

    private static (KioskOptions? Options, string? Problem) Bind(string panel)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Panel": {{panel}} }"""));
        return KioskConfiguration.Bind(new ConfigurationBuilder().AddJsonStream(json).Build());
    }
}
