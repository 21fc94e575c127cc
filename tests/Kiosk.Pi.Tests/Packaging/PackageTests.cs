using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Tests.Verbs;

namespace Kiosk.Pi.Tests.Packaging;

/// <summary>What the package says of the program is so.</summary>
public sealed class PackageTests
{
    private static readonly string Readme = Read("README.md");

    [Fact]
    public void Changelog_BeginsWith_TheProgramsVersion() =>
        Assert.StartsWith($"kiosk-pi ({XDocument.Parse(Read("Directory.Build.props")).Descendants("Version").Single().Value}) ", Read("debian/changelog"), StringComparison.Ordinal);

    [Fact]
    public void Example_AsItIsInstalled_IsRefusedForTheFourThatAreMissing()
    {
        var problems = Problems(Read("debian/kiosk.json"));

        Assert.Equal(["Facility:Code", "Authority:BaseAddress", "Authority:CaFile", "Card:CaFolder"], problems.Select(problem => problem.Split(' ')[0].TrimEnd(':')), StringComparer.Ordinal);
        Assert.All(problems, problem => Assert.Contains(" is missing: ", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Example_WithoutItsSlashes_HasEveryOneOfThem() =>
        Assert.DoesNotContain(Problems(Regex.Replace(Read("debian/kiosk.json"), "// (?=\")", "", RegexOptions.None, TimeSpan.FromSeconds(1))), problem => problem.Contains("missing", StringComparison.Ordinal));

    [Fact]
    public void Keys_OfTheConfiguration_AreAllInTheReadmeAndSoInTheManualPage()
    {
        var keys = Readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]).ToList();
        var sections = typeof(KioskOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

        Assert.All(sections.SelectMany(section => section.PropertyType.GetProperties().Where(key => key.CanWrite).Select(key => (Section: section.Name, Key: key.Name))), one => Assert.True(
            keys.Exists(key => key.Contains($"{one.Section}:{one.Key}`", StringComparison.Ordinal) || key.Contains($"`{one.Section}:*`", StringComparison.Ordinal) || key.Contains($"`{one.Section}:{one.Key}:*`", StringComparison.Ordinal)),
            $"{one.Section}:{one.Key} is in no row of the README's table of keys."));
    }

    [Fact]
    public async Task Verbs_OfTheProgram_AreAllInTheReadmeAndSoInTheManualPage()
    {
        var (exitCode, output, _) = await KioskProcess.RunAsync("[suggest:6]", "kiosk ");
        var verbs = output.Split('\n').Where(word => word.Length > 0 && char.IsAsciiLetterLower(word[0])).ToList();

        Assert.Equal(0, exitCode);
        Assert.Contains("run", verbs);
        Assert.All(verbs, verb => Assert.Matches($@"(?m)^\| `kiosk {Regex.Escape(verb)}[ `]", Readme));
    }

    [Fact]
    public void Restart_AfterWhatOnlyAPersonMends_IsLeftToThem() => Assert.Contains(
        $"\nRestartPreventExitStatus={ExitCode.Usage} {ExitCode.CannotWrite} {ExitCode.Configuration}\n", Read("systemd/kiosk.service"), StringComparison.Ordinal);

    private static List<string> Problems(string json)
    {
        var (options, problem) = KioskConfiguration.Bind(KioskConfiguration.Read(Encoding.UTF8.GetBytes(json), []).Configuration!);
        Assert.Null(problem);
        return [.. ConfigurationCheck.ForRun(options!)];
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));
}
