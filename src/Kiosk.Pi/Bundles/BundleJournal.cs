using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kiosk.Pi.Bundles;

/// <summary>The unit's journal of the last days for a bundle: lines that this program logs, and no others.</summary>
internal static partial class BundleJournal
{
    private const int Most = 20_000;

    public static async Task<string> OfAsync(CancellationToken stop)
    {
        var journal = await BundleTool.RunAsync("journalctl", ["-u", "kiosk", "--since", "-7d", "-o", "short-iso", "--no-hostname", "--no-pager", "--quiet", "-n", $"{Most}"], stop);
        return journal is null ? $"{SupportBundle.NotThere}there is no journal (journald), or this user may not read it\n"
            : journal.Length == 0 ? "The journal has no lines of the unit 'kiosk' of the last seven days.\n"
            : Of(journal);
    }

    /// <summary>The lines that are of this program, and how many were not.</summary>
    public static string Of(string journal)
    {
        var text = new StringBuilder();
        var others = 0;
        foreach (var line in journal.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Own().IsMatch(line))
            {
                text.Append(line).Append('\n');
            }
            else
            {
                others++;
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"{others} line(s) of others, or of another form, were left out.\n").ToString();
    }

    // 2026-11-28T15:11:38+0900 kiosk[123]: Kiosk.Pi.Desk.DeskLoop[0] Reader: Ready.   Not under systemd with "info: " before it. And: kiosk: Facility:Code is missing ...; and a defect's stack.
    [GeneratedRegex("^[0-9T:+-]{19,25} kiosk\\[[0-9]+\\]: (((dbug|info|warn|fail|crit): )?Kiosk\\.|kiosk: |   at [A-Z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Own();
}
