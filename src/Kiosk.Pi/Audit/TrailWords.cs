using System.Globalization;
using Kiosk.Records;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Audit;

/// <summary>What verifying the audit trail came to, in words: what is wrong, at which row, and when.</summary>
internal static class TrailWords
{
    /// <summary>A moment on a Japanese clock.</summary>
    public static string Of(DateTimeOffset? moment) => moment is { } known ? JapanTime.At(known).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "?";

    /// <summary>What there is.</summary>
    public static IEnumerable<string> Of(TrailReport report)
    {
        yield return report.Rows == 0
            ? "The audit trail is empty."
            : $"The audit trail has {report.Rows} row(s), {report.First} to {report.Head?.Seq.ToString(CultureInfo.InvariantCulture) ?? "?"}, of {Of(report.Since)} to {Of(report.Until)}, Japan time.";
        if (report.Adopted > 0)
        {
            yield return $"Rows up to {report.Adopted} were written before there was a chain: they are vouched for since {Of(report.AdoptedAt)} only.";
        }

        if (report.HeadTooOld)
        {
            yield return "The end that --head names is of a row whose time is over: it says nothing any more.";
        }
    }

    /// <summary>What is wrong.</summary>
    public static string Of(TrailFinding finding) => finding.Fault switch
    {
        TrailFault.Altered => $"{Rows(finding)}: altered, forged or moved; not as written. Between {Of(finding.After)} and {Of(finding.Before)}.",
        TrailFault.KeyGone => $"{Rows(finding)}: cannot be judged, since their key was taken out of the vault or altered. Up to {Of(finding.Before)}.",
        TrailFault.Missing => $"{Rows(finding)}: missing. Between {Of(finding.After)} and {Of(finding.Before)}; the row behind cannot be judged without them.",
        TrailFault.CutOff => $"after row {finding.From}: cut off, or the mark of the end was altered. After {Of(finding.After)}.",
        TrailFault.Returned => $"{Rows(finding)}: had been removed when their time was over, and are back. Up to {Of(finding.Before)}.",
        TrailFault.Broken => $"row {finding.From}: here the stand found the end not as it had left it, at {Of(finding.Before)}; the row before is of {Of(finding.After)}.",
        TrailFault.HeadUnknown => $"row {finding.From}: is not there with the MAC that --head names. The trail was set back, or cut and written anew.",
        TrailFault.Unguarded => "the table's triggers against change are not as they should be.",
        TrailFault.Unreadable => $"after row {finding.From}: cannot be read; the file is damaged, or held by another process. After {Of(finding.After)}.",
    };

    private static string Rows(TrailFinding finding) => finding.From == finding.To ? $"row {finding.From}" : $"rows {finding.From} to {finding.To}";
}
