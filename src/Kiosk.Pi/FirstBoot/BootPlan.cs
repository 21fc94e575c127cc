using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kiosk.Authority;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Verbs;

namespace Kiosk.Pi.FirstBoot;

/// <summary>What is to be written where, once everything in a boot file was found right.</summary>
/// <param name="Files">In the order in which they must be written: the configuration last, since with it the desk begins.</param>
/// <param name="LeftOut">What an earlier file brought and this one does not: a file says all.</param>
internal sealed partial record BootPlan(IReadOnlyList<(string Path, byte[] Content)> Files, IReadOnlyList<string> LeftOut)
{
    private const string Console = "console.env";
    private const string AuthorizedKeys = "ssh/authorized_keys";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Looks through the whole file, so that a technician mends all of it at once.</summary>
    public static (BootPlan? Plan, BootProblem? Problem) Of(BootFile file, StandPlaces places)
    {
        var certificates = Certificates.Of(file, places);
        Point(file, certificates.AuthorityCa, certificates.CardCas);
        var (options, unbound) = Bind(file.Configuration);
        if (options is null)
        {
            return (null, new BootProblem(BootTrouble.WrongValue, [unbound!]));
        }

        string[] wrong =
        [
            .. ConfigurationCheck.ForRun(options).Where(problem => !problem.StartsWith("Authority:CaFile", StringComparison.Ordinal)),
            .. SetupProblems(file.Setup, options, places),
        ];
        string[] missing = [.. certificates.Problems()];
        if (wrong.Length + missing.Length > 0)
        {
            return (null, new BootProblem(wrong.Length > 0 ? BootTrouble.WrongValue : BootTrouble.Certificates, [.. wrong, .. missing]));
        }

        Point(file, places.Named(places.AuthorityCa), places.Named(places.CardCas));
        var system = SystemFiles(file.Setup, places).ToList();
        (string Path, byte[] Content)[] all = [.. certificates.Files(places), .. system, .. Enrolling(file.Setup, options, places), (places.Configuration, Bytes(file.Configuration))];
        var brought = NetworkFiles.Names.Append(Console).Append(AuthorizedKeys).Select(name => Path.Combine(places.Etc, name)).Append(places.Enrol).Concat(certificates.Replaced(places));
        return (new BootPlan(all, [.. brought.Except(all.Select(one => one.Path), StringComparer.Ordinal)]), null);
    }

    private static IEnumerable<string> SetupProblems(SetupSection setup, KioskOptions options, StandPlaces places)
    {
        foreach (var problem in NetworkFiles.Problems(setup).Concat(SshKeys.Problems(setup)))
        {
            yield return problem;
        }

        if (setup.KeyboardLayout is { } layout && !LayoutName().IsMatch(layout))
        {
            yield return $"Setup:KeyboardLayout is '{layout}': it must be the name of a layout, such as jp or us.";
        }

        if (string.IsNullOrWhiteSpace(setup.ActivationCode) && DeviceIdentity.Load(places.Under(options.Identity.Folder)).Trouble == IdentityTrouble.NotEnrolled)
        {
            yield return "Setup:ActivationCode is missing, and this stand is not enrolled yet: the authority's portal issues one.";
        }
    }

    private static IEnumerable<(string Path, byte[] Content)> SystemFiles(SetupSection setup, StandPlaces places)
    {
        foreach (var (name, text) in NetworkFiles.Of(setup))
        {
            yield return (Path.Combine(places.Etc, name), Bytes(text));
        }

        if (setup.KeyboardLayout is { } layout)
        {
            yield return (Path.Combine(places.Etc, Console), Bytes($"XKB_DEFAULT_LAYOUT={layout}\n"));
        }

        if (setup.SshKeys.Count > 0)
        {
            yield return (Path.Combine(places.Etc, AuthorizedKeys), Bytes(string.Join('\n', setup.SshKeys) + "\n"));
        }
    }

    private static IEnumerable<(string Path, byte[] Content)> Enrolling(SetupSection setup, KioskOptions options, StandPlaces places)
    {
        if (!string.IsNullOrWhiteSpace(setup.ActivationCode))
        {
            var enrol = new EnrolFile { FacilityCode = options.Facility.Code, ActivationCode = setup.ActivationCode.Trim(), DeviceName = setup.DeviceName };
            yield return (places.Enrol, JsonSerializer.SerializeToUtf8Bytes(enrol, EnrolJson.Default.EnrolFile));
        }
    }

    private static (KioskOptions? Options, string? Problem) Bind(JsonObject configuration)
    {
        var (read, unread) = KioskConfiguration.Read(Bytes(configuration), []);
        return read is null ? (null, unread) : KioskConfiguration.Bind(read);
    }

    private static void Point(BootFile file, string authorityCa, string cardCas)
    {
        Set(file.Configuration, "Authority", nameof(KioskOptions.AuthoritySection.CaFile), authorityCa);
        Set(file.Configuration, "Card", nameof(KioskOptions.CardSection.CaFolder), cardCas);
    }

    private static void Set(JsonObject configuration, string section, string key, string value)
    {
        if (configuration[section] is null)
        {
            configuration[section] = new JsonObject();
        }

        // Where it is something else, the binder tells.
        if (configuration[section] is JsonObject found)
        {
            found[key] = value;
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(JsonObject configuration) => Bytes(configuration.ToJsonString(Readable) + "\n");

    [GeneratedRegex(@"^[a-z]{2,8}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LayoutName();
}
