using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Views;
using Terminal.Gui.Configuration;

namespace Kiosk.Screen.Tests.Golden;

/// <summary>Every view at two sizes and in both languages, text and colour, as somebody has looked at it. `make golden` takes what is there now.</summary>
public class GoldenTests
{
    private const string Accept = "KIOSK_GOLDEN_ACCEPT";
    private const string Ending = ".txt";

    private static readonly string[] Languages = ["ja", "en"];

    private static string Folder { get; } = Path.Combine(Sources.Root, "tests", "Kiosk.Screen.Tests", "Golden", "Screens");

    public static TheoryData<string, int, int, string> Screens =>
        [.. GoldenViews.All.SelectMany(view => SizesOf(view).SelectMany(size => Languages.Select(language => new TheoryDataRow<string, int, int, string>(view, size.Width, size.Height, language))))];

    [Theory]
    [MemberData(nameof(Screens))]
    public void View_InEveryLanguageAndSize_LooksAsItWasReviewed(string view, int width, int height, string language)
    {
        var file = FileOf(view, width, height, language);
        var actual = Drawn(view, width, height, language);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        if (!File.Exists(file) || File.ReadAllText(file) != actual)
        {
            File.WriteAllText(file + ".actual", actual);
            Assert.Fail($"{file} looks otherwise now: compare it with {Path.GetFileName(file)}.actual, and accept that by `make golden`.");
        }

        File.Delete(file + ".actual");
    }

    [Fact]
    public void Files_OfNoView_DoNotLinger()
    {
        var wanted = Screens.Select(row => FileOf(row.Data.Item1, row.Data.Item2, row.Data.Item3, row.Data.Item4)).ToHashSet(StringComparer.Ordinal);
        var stray = Directory.EnumerateFiles(Folder, "*" + Ending, SearchOption.AllDirectories).Where(file => !wanted.Contains(file)).ToList();
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            stray.ForEach(File.Delete);
            return;
        }

        Assert.Empty(stray);
    }

    private static (int Width, int Height)[] SizesOf(string view) => view switch
    {
        GoldenViews.Small => [(79, 23), (60, 15)],
        GoldenViews.TooSmall => [(59, 14)],
        _ => [(80, 24), (120, 40)],
    };

    private static string FileOf(string view, int width, int height, string language) => Path.Combine(Folder, $"{width}x{height}-{language}", view + Ending);

    private static string Drawn(string view, int width, int height, string language)
    {
        var glyphs = GlyphSettings.Current;
        var isAscii = view == GoldenViews.Ascii;
        try
        {
            Tones.ArePlain = view is GoldenViews.Plain or GoldenViews.PlainForm;
            if (isAscii)
            {
                AsciiGlyphs.Use();
            }

            using var rig = new ScreenRig(width, height, language, isAscii);
            GoldenViews.Show(view, rig);
            return GoldenScreen.Of(rig);
        }
        finally
        {
            GlyphSettings.Current = glyphs;
            Tones.ArePlain = false;
        }
    }
}
