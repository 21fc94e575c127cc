using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.Pi.Audit;
using Kiosk.Pi.Configuration;
using Kiosk.Vault;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Bundles;

/// <summary>The vault for a bundle: what its clear columns count, and the last month of its audit trail. Nothing sealed is opened.</summary>
internal static partial class BundleVault
{
    private static readonly TimeSpan Since = TimeSpan.FromDays(30);

    /// <summary>How many results a day, by outcome.</summary>
    public static string Counts(KioskOptions options)
    {
        var (counts, failed) = VaultCounts.Of(options.Vault.Folder);
        return failed is not null ? $"{SupportBundle.NotThere}{failed.Defect}\n"
            : string.Concat(counts!.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Day},{count.Outcome},{count.Method},{count.Count}\n")).Prepend("day,outcome,method,count\n"));
    }

    /// <summary>The trail's rows, with staff numbered anew.</summary>
    public static string Trail(KioskOptions options, TimeProvider time)
    {
        using var reader = TrailReader.Open(options.Vault.Folder, out var failed);
        if (reader is null)
        {
            return $"{SupportBundle.NotThere}{failed!.Defect}\n";
        }

        var text = new StringBuilder(TrailTable.Heading(TrailFormat.Csv));
        var staff = new Dictionary<string, string>(StringComparer.Ordinal);
        var trouble = reader.Read(time.GetUtcNow() - Since, DateTimeOffset.MaxValue, row => text.Append(TrailTable.Line(Plain(row, staff), TrailFormat.Csv)));
        return trouble is null ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"not to be read on: {trouble}\n").ToString();
    }

    /// <summary>A row without what staff typed: who they are, whose account it is, and the note beside a reason.</summary>
    public static TrailRow Plain(TrailRow row, Dictionary<string, string> staff) => row with
    {
        Staff = row.Staff is { } id ? staff.TryGetValue(id, out var known) ? known : staff[id] = $"staff-{staff.Count + 1}" : null,
        Detail = row.Detail is { } detail ? Typed().Replace(detail, " ${what}=(not shown)") : null,
    };

    // The last of an export's detail, or of an account's.
    [GeneratedRegex(" (?<what>note|account)=.*$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Typed();
}
