using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Bundles;

/// <summary>
/// The last look at a bundle's text. The parts are made of what may be in them; this only catches what should never have come so far: settings that are not shown, anything but ASCII
/// (names), and numbers as long as a person's.
/// </summary>
internal sealed partial class BundleGuard(IConfiguration configuration)
{
    // Shorter ones would hide half of the text, and name nobody.
    private const int ShortestHidden = 4;

    private readonly string[] hidden = [.. BundleConfiguration.HiddenIn(configuration).Where(value => value.Length >= ShortestHidden).OrderByDescending(value => value.Length)];

    /// <summary>The text without them.</summary>
    public string Clean(string text)
    {
        var clean = hidden.Aggregate(text, (left, value) => left.Replace(value, "(not shown)", StringComparison.OrdinalIgnoreCase));
        return LongNumber().Replace(OnlyAscii(clean), match => IsOurs(match) ? match.Value : new string('#', match.Length));
    }

    private static string OnlyAscii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            ascii.Append(rune.IsAscii ? (char)rune.Value : '?');
        }

        return ascii.ToString();
    }

    // The facility's code says whose stand it is, and the like. Sizes and times are shorter, or have a unit.
    private bool IsOurs(Match match) => match.Value == configuration["Facility:Code"];

    // Digits that are no part of an id, a MAC, a time or a decimal fraction.
    [GeneratedRegex("(?<![0-9A-Za-z]|[0-9A-Fa-f]{4}-|[0-9]\\.)[0-9]{6,}(?![0-9A-Za-z]|-[0-9A-Fa-f]{4}-)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LongNumber();
}
