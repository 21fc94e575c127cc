using Kiosk.Eligibility;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Configuration;

/// <summary>What the stand was told: kiosk.json, then environment KIOSK_*, then the command line; later goes before earlier.</summary>
internal static class KioskConfiguration
{
    public const string DefaultFile = "/etc/kiosk/kiosk.json";

    private static readonly string[] Sections = ["Facility", "Identity", "Authority", "Card", "Panel", "Repeat", "Vault", "Audit", "Desk", "Screen", "Export", "Face", "Staff", "SignIn", "Metrics", "Deadlines"];

    private static readonly string[] Methods = ["pin", "visual"];

    private static readonly string[] RepeatChoices = ["ask", "show"];

    /// <summary>Reads everything. The problem names the key or file, and what to do.</summary>
    public static (IConfigurationRoot? Configuration, string? Problem) Read(string file, IReadOnlyList<string> settings)
    {
        if (settings.FirstOrDefault(setting => !IsSetting(setting)) is { } odd)
        {
            return (null, $"'{odd}' is no setting. A setting is --Section:Key=value, with one of the sections {string.Join(", ", Sections)}.");
        }

        return File.Exists(file) || file == DefaultFile
            ? Build(file, builder => builder.AddJsonFile(Path.GetFullPath(file), optional: true), settings)
            : (null, $"There is no file '{file}' (--config).");
    }

    /// <summary>Whether a stand was set up by this file: the example that the package brings names no facility.</summary>
    public static bool NamesFacility(string file) => File.Exists(file) && Read(file, []).Configuration?["Facility:Code"] is not null;

    /// <summary>The same, with a file that is not in its place yet.</summary>
    public static (IConfigurationRoot? Configuration, string? Problem) Read(byte[] json, IReadOnlyList<string> settings) =>
        Build("kiosk.json", builder => builder.AddJsonStream(new MemoryStream(json)), settings);

    /// <summary>Turns it into options. The problem names the key.</summary>
    public static (KioskOptions? Options, string? Problem) Bind(IConfiguration configuration)
    {
        var unknown = configuration.GetChildren().Select(section => section.Key).FirstOrDefault(key => !Sections.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
        {
            return (null, $"'{unknown}' is no section of the configuration. There are: {string.Join(", ", Sections)}.");
        }

        if (configuration["Identity:Method"] is { } method && !Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
        {
            return (null, $"Identity:Method is '{method}': it must be pin (method B) or visual (method A).");
        }

        if (configuration["Repeat:SameMonth"] is { } choice && !RepeatChoices.Contains(choice, StringComparer.OrdinalIgnoreCase))
        {
            return (null, $"Repeat:SameMonth is '{choice}': it must be ask (the authority is asked again) or show (a valid answer of this month is shown as of its day).");
        }

        var (numbered, names, line) = PanelLines.Number(configuration);
        if (line is not null)
        {
            return (null, line);
        }

        try
        {
            var options = new KioskOptions().From(configuration);
            numbered.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            options.Panel = options.Panel.Naming(names);
            return (options, null);
        }
        catch (InvalidOperationException e)
        {
            // The binder's message names the key and the value's type.
            return (null, e.Message);
        }
    }

    /// <summary>The facility's code, or what is wrong with it.</summary>
    public static (FacilityCode? Code, string? Problem) Facility(KioskOptions options) => FacilityCode.TryParse(options.Facility.Code, out var code)
        ? (code, null)
        : (null, $"Facility:Code is {(options.Facility.Code is { } text ? $"'{text}'" : "missing")}: it must be the ten digits of 医療機関等コード or 健診実施機関コード with the right check digit.");

    private static (IConfigurationRoot? Configuration, string? Problem) Build(string file, Func<IConfigurationBuilder, IConfigurationBuilder> add, IReadOnlyList<string> settings)
    {
        try
        {
            return (add(new ConfigurationBuilder()).AddEnvironmentVariables("KIOSK_").AddCommandLine([.. settings]).Build(), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException)
        {
            return (null, $"'{file}' cannot be read: {(e.InnerException ?? e).Message}");
        }
    }

    private static bool IsSetting(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var key = text[..(at < 0 ? text.Length : at)].TrimStart('-');
        return at > 0 && key.Contains(':', StringComparison.Ordinal) && Sections.Contains(key[..key.IndexOf(':', StringComparison.Ordinal)], StringComparer.OrdinalIgnoreCase);
    }
}
