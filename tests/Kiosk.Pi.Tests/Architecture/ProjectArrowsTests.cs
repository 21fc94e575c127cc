using System.Xml.Linq;

namespace Kiosk.Pi.Tests.Architecture;

/// <summary>The arrows between the rooms of the house, read from the project files themselves.</summary>
public sealed class ProjectArrowsTests
{
    private static readonly string[] Rooms = ["Kiosk.Accounts", "Kiosk.Card", "Kiosk.Panel", "Kiosk.Authority", "Kiosk.Vault", "Kiosk.Exports", "Kiosk.Screen"];

    public static TheoryData<string> EveryRoom => [.. Rooms];

    [Fact]
    public void Rules_ProjectAndPackages_NothingButTheBcl()
    {
        Assert.Empty(Arrows("src", "Kiosk"));
        Assert.Empty(Packages("src", "Kiosk"));
    }

    [Theory]
    [MemberData(nameof(EveryRoom))]
    public void Room_Arrows_OnlyToTheRules(string room) => Assert.Equal(["Kiosk"], Arrows("src", room));

    [Fact]
    public void CompositionRoot_Arrows_KnowsEveryRoom() => Assert.Equal(["Kiosk", .. Rooms], Arrows("src", "Kiosk.Pi"), StringComparer.Ordinal);

    [Fact]
    public void Bench_Arrows_OnlyToTheCompositionRoot() => Assert.Equal(["Kiosk.Pi"], Arrows("tests", "Kiosk.Bench"));

    [Fact]
    public void Sources_MentionOfTheBench_OnlyAsFriendOfTheCompositionRoot()
    {
        var mentions = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("Bench", StringComparison.Ordinal));
        Assert.Empty(mentions);
    }

    [Fact]
    public void OutsideLibraries_EachNamed_InExactlyOneProject()
    {
        var named = Rooms.Append("Kiosk.Pi").SelectMany(project => Packages("src", project).Select(package => (package, project)));
        Assert.All(named.GroupBy(pair => pair.package), group => Assert.Single(group));
    }

    [Theory]
    [InlineData("Kiosk.Screen", "Terminal.Gui")]
    [InlineData("Kiosk.Panel", "System.Device.Gpio")]
    [InlineData("Kiosk.Authority", "System.Net.Http")]
    [InlineData("Kiosk.Accounts", "NSec")]
    [InlineData("Kiosk.Vault", "Microsoft.Data.Sqlite")]
    [InlineData("Kiosk.Vault", "Org.BouncyCastle")]
    public void Namespace_OfAnOutsideThing_UsedInItsRoomOnly(string home, string thing)
    {
        // Kiosk.Pi speaks HTTP to its own socket, never to the authority.
        var elsewhere = Rooms.Where(room => room != home)
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", room), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains($"using {thing}", StringComparison.Ordinal));
        Assert.Empty(elsewhere);
    }

    private static IEnumerable<string> Arrows(string folder, string project) =>
        Items(folder, project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> Packages(string folder, string project) => Items(folder, project, "PackageReference");

    private static IEnumerable<string> Items(string folder, string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, folder, project, $"{project}.csproj")).Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
