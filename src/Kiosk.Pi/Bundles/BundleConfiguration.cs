using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Bundles;

/// <summary>The settings for a bundle. What may be shown is listed; all else is only said to be set.</summary>
internal static partial class BundleConfiguration
{
    public const string Hidden = "(set, not shown)";

    private static readonly string[] Words = ["pin", "visual", "ask", "show", "ja", "en", "gpio", "evdev", "none", "xml", "text", "fhir", "utf-8", "shift_jis", "RS256", "ES384", "true", "false", "null"];

    private static readonly string[] OwnFolders = ["/var/lib/kiosk/", "/etc/kiosk/", "/run/kiosk/", "/usr/", "/opt/"];

    private static readonly (Regex Key, Func<string, string?> Show)[] Shown =
    [
        (FacilityKey(), value => Digits().IsMatch(value) ? value : null),
        (AddressKey(), Address),
        (PathKey(), value => Array.Exists(OwnFolders, folder => value.StartsWith(folder, StringComparison.Ordinal)) && Ascii().IsMatch(value) ? value : null),
        (ProfileKey(), value => Hex().IsMatch(value) ? value : Word(value)),
        (WordKey(), Word),
    ];

    /// <summary>Each setting that is set, by file, environment or command line; the others have their default.</summary>
    public static string Of(IConfiguration configuration)
    {
        var text = new StringBuilder("Settings that are not listed have their default.\n");
        foreach (var (key, value) in Values(configuration))
        {
            text.Append(CultureInfo.InvariantCulture, $"{(AnyKey().IsMatch(key) ? key : "(a key of another form)")} = {Show(key, value)}\n");
        }

        return text.ToString();
    }

    /// <summary>The values that are not shown, for whoever looks that they are nowhere else.</summary>
    public static IEnumerable<string> HiddenIn(IConfiguration configuration) => Values(configuration).Where(pair => Show(pair.Key, pair.Value) != pair.Value).Select(pair => pair.Value);

    /// <summary>A value as it may be shown.</summary>
    public static string Show(string key, string value) => Shown.FirstOrDefault(shown => shown.Key.IsMatch(key)).Show?.Invoke(value) ?? Hidden;

    private static IEnumerable<(string Key, string Value)> Values(IConfiguration configuration) =>
        configuration.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!)).OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    private static string? Word(string value) => value.Split(',').All(word => Words.Contains(word.Trim(), StringComparer.OrdinalIgnoreCase) || Number().IsMatch(word.Trim())) ? value : null;

    // Neither who logs in there, nor what is asked.
    private static string? Address(string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.HostNameType != UriHostNameType.Unknown ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null;

    [GeneratedRegex("^Facility:Code$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FacilityKey();

    [GeneratedRegex("^Authority:BaseAddress$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressKey();

    [GeneratedRegex("^(Identity|Vault|Export|Face|Panel:Voice):Folder$|^Authority:CaFile$|^Card:CaFolder$|^Desk:Socket$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathKey();

    [GeneratedRegex("^Card:Profiles:[0-9]+:(Aid|Token|Certificate|Pin|Key|Algorithm)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProfileKey();

    [GeneratedRegex("^(Identity:(Method|Seal)|Repeat:SameMonth|Vault:Seal|Audit:KeepYears|Metrics:Port|Screen:(Language|AsciiBorders)|Export:(Formats|Encoding)|Deadlines:[A-Za-z]+|Panel:.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordKey();

    [GeneratedRegex("^[A-Za-z0-9:]{1,80}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyKey();

    // A line's number, a share, a time; longer ones could be a person's.
    [GeneratedRegex("^-?[0-9]{1,4}(\\.[0-9]{1,3})?$|^([0-9]{1,2}:)?[0-9]{2}:[0-9]{2}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{10}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex("^[0-9A-Fa-f]{4,32}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hex();

    [GeneratedRegex("^[ -~]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ascii();
}
