using Kiosk.Screen.Forms;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Health;

/// <summary>Where a support bundle is to lie.</summary>
internal static class BundleForm
{
    private const string Home = "~";

    /// <param name="save">Has it made, for this folder.</param>
    public static Form Of(Action<Form, string> save)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = new TextEntry(Word.LabelFolder, Word.HintFolder, text => string.IsNullOrWhiteSpace(text) ? Word.FaultMissing : null, Directory.Exists(home) ? home : Environment.CurrentDirectory);
        return new Form(Word.BundleTitle, words => words[Word.BundleAbout], [Word.BundleLook], [folder], form => save(form, Whole(folder.Text.Trim(), home)));
    }

    // As a shell would.
    private static string Whole(string typed, string home) => typed == Home || typed.StartsWith($"{Home}/", StringComparison.Ordinal) ? home + typed[Home.Length..] : Path.GetFullPath(typed);
}
