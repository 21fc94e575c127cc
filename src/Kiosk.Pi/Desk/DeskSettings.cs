using System.Security.Cryptography;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Settings;
using Kiosk.Settings;
using Kiosk.Visits;

namespace Kiosk.Pi.Desk;

/// <summary>The settings in force: what was set on the screen, which survives a restart and goes before the configuration, and the configuration for all else.</summary>
internal sealed class DeskSettings
{
    private readonly string path;
    private readonly bool hasKeypad;
    private readonly Deadlines configuredDeadlines;
    private readonly ExportSettings configuredExports;
    private IReadOnlyDictionary<Setting, string> set;
    private volatile StandSettings now;

    private DeskSettings(string path, KioskOptions options, IReadOnlyDictionary<Setting, string> set, StandSettings now, string? trouble)
    {
        (this.path, this.set, this.now, Trouble) = (path, set, now, trouble);
        (hasKeypad, configuredDeadlines, configuredExports) = (options.Panel.HasKeypad, options.Deadlines, ExportSettings.Of(options));
    }

    /// <summary>All of them.</summary>
    public StandSettings Now => now;

    /// <summary>How long the stand waits for what.</summary>
    public Deadlines Deadlines => now.Deadlines(configuredDeadlines);

    /// <summary>Where and how results are handed to other programs by themselves.</summary>
    public ExportSettings Exports => configuredExports.Folder is null ? configuredExports : configuredExports with { Formats = now.ExportFormats, Encoding = now.ExportEncoding };

    /// <summary>What of that which was set does not count; null when all does, or when nothing was set.</summary>
    public string? Trouble { get; }

    /// <summary>All of them with their version, for whoever asks.</summary>
    public SettingsView View => ViewOf(now.Values);

    /// <summary>Reads what was set. What makes no sense here counts as not set: the configuration holds.</summary>
    public static DeskSettings Open(KioskOptions options)
    {
        var file = Path.Combine(options.Vault.Folder, "settings.json");
        var configured = ConfiguredSettings.Of(options);
        var (read, trouble) = SettingsFile.Read(file);
        // What is for exports waits until there is a folder for them again.
        var counts = read.Where(pair => configured.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var wrong = Faults(configured, counts, options.Panel.HasKeypad).Keys.SelectMany(WithItsOther).Where(counts.ContainsKey).Distinct().Order().ToList();
        var good = read.Where(pair => !wrong.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => SettingRules.Canonical(pair.Key, pair.Value));

        trouble = trouble is not null ? $"'{file}' {trouble}; the configuration holds."
            : wrong.Count > 0 ? $"'{file}' sets what cannot be set here, or not so: {string.Join(", ", wrong)}; the configuration holds for it."
            : null;
        return new DeskSettings(file, options, good, new StandSettings(InForce(configured, good)), trouble);
    }

    /// <summary>Writes settings and puts them in force, all or none. Tells what changed, in the order of the list.</summary>
    public (SettingsAnswer Answer, IReadOnlyList<ChangedSetting> Changed) Set(SettingsOrder order)
    {
        if (order.Version != VersionOf(now.Values))
        {
            return (new SettingsAnswer(SettingsResult.ChangedMeanwhile, View, new Dictionary<Setting, SettingFault>()), []);
        }

        var faults = Faults(now.Values, order.Settings, hasKeypad);
        return faults.Count > 0 ? (new SettingsAnswer(SettingsResult.Refused, View, faults), []) : Keep(order.Settings.ToDictionary(pair => pair.Key, pair => SettingRules.Canonical(pair.Key, pair.Value)));
    }

    /// <summary>The same for the method alone, whatever else was changed meanwhile.</summary>
    public (SettingsAnswer Answer, IReadOnlyList<ChangedSetting> Changed) Set(IdentityMethod method) =>
        Set(new SettingsOrder(VersionOf(now.Values), new Dictionary<Setting, string> { [Setting.Method] = method == IdentityMethod.Pin ? "pin" : "visual" }));

    private (SettingsAnswer, IReadOnlyList<ChangedSetting>) Keep(Dictionary<Setting, string> wanted)
    {
        var before = now.Values;
        var changed = wanted.Where(pair => before[pair.Key] != pair.Value).Select(pair => new ChangedSetting(pair.Key, before[pair.Key], pair.Value)).OrderBy(one => one.Setting).ToList();
        if (changed.Count > 0)
        {
            // Only what was ever changed here: for all else the configuration goes on to count.
            var kept = set.Where(pair => !changed.Exists(one => one.Setting == pair.Key)).Concat(changed.Select(one => KeyValuePair.Create(one.Setting, one.Now))).ToDictionary(pair => pair.Key, pair => pair.Value);
            if (!SettingsFile.Write(path, kept))
            {
                return (new SettingsAnswer(SettingsResult.NotWritten, View, new Dictionary<Setting, SettingFault>()), []);
            }

            set = kept;
            now = new StandSettings(InForce(before, kept));
        }

        return (new SettingsAnswer(SettingsResult.Done, View, new Dictionary<Setting, SettingFault>()), changed);
    }

    private static Dictionary<Setting, SettingFault> Faults(IReadOnlyDictionary<Setting, string> stand, IReadOnlyDictionary<Setting, string> wanted, bool hasKeypad)
    {
        var all = InForce(stand, wanted);
        var faults = new Dictionary<Setting, SettingFault>();
        // One that stays may be wrong beside one that changes: the other end of the quiet hours.
        foreach (var setting in stand.Keys.Union(wanted.Keys))
        {
            if ((stand.ContainsKey(setting) ? SettingRules.FaultOf(setting, all, hasKeypad) : SettingFault.NotHere) is { } fault)
            {
                faults[setting] = fault;
            }
        }

        return faults;
    }

    private static IEnumerable<Setting> WithItsOther(Setting setting) => setting is Setting.QuietFrom or Setting.QuietTo ? [Setting.QuietFrom, Setting.QuietTo] : [setting];

    private static Dictionary<Setting, string> InForce(IReadOnlyDictionary<Setting, string> stand, IReadOnlyDictionary<Setting, string> set) =>
        stand.ToDictionary(pair => pair.Key, pair => set.TryGetValue(pair.Key, out var text) ? text : pair.Value);

    private SettingsView ViewOf(IReadOnlyDictionary<Setting, string> all) => new(VersionOf(all), all, hasKeypad);

    private static string VersionOf(IReadOnlyDictionary<Setting, string> settings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', settings.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")))).AsSpan(0, 8));
}

/// <summary>A setting that is another now.</summary>
internal sealed record ChangedSetting(Setting Setting, string Before, string Now)
{
    /// <summary>For the audit trail.</summary>
    public string Audited => $"{Code.Of(Setting)}={Word(Now)} was={Word(Before)}";

    private static string Word(string text) => text.Length > 0 ? text : "none";
}
