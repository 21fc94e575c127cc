using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Tests.Configuration;

/// <summary>docs/wiring.md says what the program does.</summary>
public sealed partial class WiringDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "wiring.md"));

    public static TheoryData<string> Examples => [.. ExamplePattern().Matches(Text).Select(match => match.Groups["json"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_OfKioskJson_CanBeUsed(string example)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(example));
        var (options, problem) = KioskConfiguration.Bind(new ConfigurationBuilder().AddJsonStream(json).Build());

        Assert.Null(problem);
        var (onChip, trouble) = options!.Panel.OnChip("a chip", [.. Enumerable.Range(0, 28).Select(line => $"GPIO{line}")]);
        Assert.Null(trouble);
        Assert.Empty(onChip!.Problems());
        Assert.NotEqual(new Wiring(), onChip);
    }

    [Fact]
    public void Examples_ThereAreAny() => Assert.True(Examples.Count > 5);

    [Fact]
    public void Keys_OfThePanel_AreAllInTheTable()
    {
        var keys = Text.Split('\n').Where(line => line.StartsWith("| `Panel:", StringComparison.Ordinal)).Select(line => line.Split('|')[1]).ToList();

        Assert.All(Names(typeof(Wiring)), name => Assert.Contains(keys, key => Regex.IsMatch(key, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void Header_DefaultLines_AreWhereTheProgramSaysTheyAre()
    {
        var wiring = new Wiring();
        int[] lines = [.. wiring.RowLines(), .. wiring.ColumnLines(), wiring.Lamps.Card.Line, wiring.Lamps.Go.Line, wiring.Lamps.Wait.Line, wiring.Lamps.Stop.Line, wiring.Buzzer.Line];

        Assert.All(lines, line =>
        {
            var pin = wiring.Describe(line).Split(' ')[^1];
            Assert.Matches($@"(←\s+G{line}\s+{pin} \|)|(\| {pin}\s+G{line}\s+→)", Text);
        });
    }

    // Of the voice only the section.
    private static IEnumerable<string> Names(Type section) => section.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetIndexParameters() is [])
        .SelectMany(property => property.PropertyType is { IsClass: true, Namespace: "Kiosk.Panel" } inner && inner != typeof(VoiceOptions) ? Names(inner).Append(property.Name) : [property.Name]);

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExamplePattern();
}
