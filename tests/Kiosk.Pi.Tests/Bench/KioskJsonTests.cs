using System.Text.Json.Nodes;
using Kiosk.Bench.Commands;

namespace Kiosk.Pi.Tests.Bench;

public sealed class KioskJsonTests
{
    [Theory]
    [InlineData("""{ "Facility": { "Code": "1" }, "Desk": { "Socket": "a" } }""", """{ "Facility": { "Code": "2" } }""", "Facility:Code", "2")]
    [InlineData("""{ "Facility": { "Code": "1" }, "Desk": { "Socket": "a" } }""", """{ "Facility": { "Code": "2" } }""", "Desk:Socket", "a")]
    [InlineData("""{ "Facility": { "Code": "1" } }""", """{ "facility": { "CODE": "2" } }""", "Facility:Code", "2")]
    [InlineData("""{ "Facility": { "Code": "1" } }""", """{ "Facility:Code": "2" }""", "Facility:Code", "2")]
    [InlineData("""{ "Panel": { "Lamps": { "Go": { "Line": 1, "Colour": "green" } } } }""", """{ "Panel": { "Lamps:Go:Line": 2 } }""", "Panel:Lamps:Go:Line", "2")]
    [InlineData("""{ "Panel": { "Lamps": { "Go": { "Line": 1, "Colour": "green" } } } }""", """{ "Panel": { "Lamps:Go:Line": 2 } }""", "Panel:Lamps:Go:Colour", "green")]
    [InlineData("""{ }""", """{ "Vault:Folder": "v" }""", "Vault:Folder", "v")]
    public void Merge_FileSaysOtherwise_FileWins(string bench, string file, string key, string expected) =>
        Assert.Equal(expected, KioskJson.Text(KioskJson.Merge(Object(bench), Object(file)), key));

    [Fact]
    public void Merge_SameKeyInOtherCase_StandsOnceInTheResult() =>
        Assert.Single(KioskJson.Merge(Object("""{ "Desk": { "Socket": "a" } }"""), Object("""{ "DESK": { "socket": "b" } }""")));

    [Fact]
    public void Merge_List_ReplacesTheWholeList()
    {
        var merged = KioskJson.Merge(Object("""{ "Panel": { "Rows": [1, 2, 3, 4] } }"""), Object("""{ "Panel": { "Rows": [9] } }"""));

        Assert.Equal("[9]", merged["Panel"]!["Rows"]!.ToJsonString());
    }

    [Fact]
    public void Merge_Inputs_StayAsTheyWere()
    {
        var (bench, file) = (Object("""{ "Desk": { "Socket": "a" } }"""), Object("""{ "Desk": { "Socket": "b" } }"""));
        KioskJson.Merge(bench, file);

        Assert.Equal("a", KioskJson.Text(bench, "Desk:Socket"));
    }

    [Fact]
    public void Text_NoSuchKey_IsNull()
    {
        var config = Object("""{ "Desk": { "Socket": "a" } }""");

        Assert.Null(KioskJson.Text(config, "Desk:Other"));
        Assert.Null(KioskJson.Text(config, "Desk:Socket:Deeper"));
        Assert.Null(KioskJson.Text(config, "Desk"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "Desk": {}, "desk": {} }""")]
    public void Read_NoConfiguration_SaysWhichFile(string content)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);

            Assert.Contains(file, Assert.Throws<BenchException>(() => KioskJson.Read(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Read_CommentsAndTrailingCommas_AreReadAsTheDeskDoes()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                {
                  // the facility
                  "Facility": { "Code": "1329999997", },
                }
                """);

            Assert.Equal("1329999997", KioskJson.Text(KioskJson.Read(file), "Facility:Code"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
