using Kiosk.Records;
using Kiosk.Settings;
using Kiosk.Visits;

namespace Kiosk.Pi.Configuration;

/// <summary>Looks through the options before anything starts. Every problem names its key and what to do.</summary>
internal static class ConfigurationCheck
{
    // sockaddr_un holds 108 bytes with the closing zero.
    private const int LongestSocketPath = 107;

    // Those below are root's.
    private const int FirstFreePort = 1024;

    /// <summary>What <c>kiosk run</c> cannot do without.</summary>
    public static IEnumerable<string> ForRun(KioskOptions options)
    {
        foreach (var problem in ForAuthority(options))
        {
            yield return problem;
        }

        if (string.IsNullOrWhiteSpace(options.Card.CaFolder))
        {
            yield return "Card:CaFolder is missing: the folder with the pinned JPKI CA certificates (PEM or DER).";
        }

        foreach (var problem in CardProfiles.Problems(options))
        {
            yield return problem;
        }

        foreach (var problem in options.Panel.Problems())
        {
            yield return problem;
        }

        if (options is { Panel.HasKeypad: false, Identity.Method: IdentityMethod.Pin })
        {
            yield return "Identity:Method is pin, but with Panel:Chip=none there is no keypad to type it: set Identity:Method to visual, or Panel:Keypad to evdev for a USB keypad, or describe the panel.";
        }

        foreach (var problem in ForPaths([("Vault:Folder", options.Vault.Folder), ("Desk:Socket", options.Desk.Socket)]))
        {
            yield return problem;
        }

        if (System.Text.Encoding.UTF8.GetByteCount(options.Desk.Socket) > LongestSocketPath)
        {
            yield return $"Desk:Socket '{options.Desk.Socket}' is too long: a Unix socket's path has at most {LongestSocketPath} bytes.";
        }

        if (options.Audit.KeepYears is < 1 or > TrailRetention.Longest)
        {
            yield return $"Audit:KeepYears is {options.Audit.KeepYears}: it must be 1 to {TrailRetention.Longest} years.";
        }

        if (options.Metrics.Port is { } port and not (>= FirstFreePort and <= ushort.MaxValue))
        {
            yield return $"Metrics:Port is {port}: it must be {FirstFreePort} to {ushort.MaxValue}, and is a port of this computer's own loopback address.";
        }

        foreach (var problem in ExportSettings.Problems(options))
        {
            yield return problem;
        }

        foreach (var problem in SignInCheck.Problems(options))
        {
            yield return problem;
        }

        foreach (var problem in ForDeadlines(options.Deadlines))
        {
            yield return problem;
        }
    }

    /// <summary>What is needed to speak to the authority at all.</summary>
    public static IEnumerable<string> ForAuthority(KioskOptions options)
    {
        if (KioskConfiguration.Facility(options).Problem is { } facility)
        {
            yield return facility;
        }

        foreach (var problem in ForPaths([("Identity:Folder", options.Identity.Folder)]))
        {
            yield return problem;
        }

        if (options.Authority.BaseAddress is not { IsAbsoluteUri: true, Scheme: "https" } || options.Authority.BaseAddress.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal))
        {
            yield return $"Authority:BaseAddress is {(options.Authority.BaseAddress is { } address ? $"'{address}'" : "missing")}: it must be an https address, without /v1.";
        }

        if (options.Authority.CaFile is not { } caFile)
        {
            yield return "Authority:CaFile is missing: the PEM file of the CA that the authority's server certificate comes from.";
        }
        else if (!File.Exists(caFile))
        {
            yield return $"Authority:CaFile: there is no file '{caFile}'.";
        }
    }

    private static IEnumerable<string> ForPaths(IEnumerable<(string Key, string Path)> paths) =>
        from path in paths
        where string.IsNullOrWhiteSpace(path.Path)
        select $"{path.Key} is empty: it must be a path.";

    private static IEnumerable<string> ForDeadlines(Deadlines deadlines) =>
        from deadline in new (string Key, TimeSpan Value)[]
        {
            (nameof(deadlines.Reading), deadlines.Reading), (nameof(deadlines.NothingTyped), deadlines.NothingTyped), (nameof(deadlines.PinIdle), deadlines.PinIdle),
            (nameof(deadlines.Staff), deadlines.Staff), (nameof(deadlines.Authority), deadlines.Authority), (nameof(deadlines.Storing), deadlines.Storing),
            (nameof(deadlines.TakeCard), deadlines.TakeCard),
        }
        where !SettingBounds.IsWait(deadline.Value)
        select $"Deadlines:{deadline.Key} is {deadline.Value}: it must be longer than nothing and at most an hour, such as 00:00:30.";
}
