using System.Globalization;
using System.Text.Json;

namespace Kiosk.Pi.Updates;

/// <summary>What RAUC says about an update whose signature it found right.</summary>
/// <param name="Version">Of the program in it.</param>
/// <param name="VaultFormat">The format of the vault that it knows; null where it does not say.</param>
internal sealed record UpdateBundle(string Version, int? VaultFormat)
{
    // In the field that RAUC leaves to whoever builds; sections of one's own are dropped by RAUC before 1.9.
    private const string Build = "vault-";

    /// <summary>Looks at an update. The problem says why it is none for this stand.</summary>
    public static async Task<(UpdateBundle? Bundle, string? Problem)> LookAsync(string file, CancellationToken stop)
    {
        if (await SystemTool.RunAsync("rauc", ["info", "--output-format=json-2", file], stop) is not { } told)
        {
            return (null, "The program 'rauc' is not here: this stand was not installed from the SD card image. Update its package instead.");
        }

        if (told.ExitCode != 0)
        {
            return (null, $"'{file}' is no update for this stand: it is damaged, or not signed by whoever made this image. {told.Error.Trim()}");
        }

        try
        {
            using var json = JsonDocument.Parse(told.Output);
            var update = json.RootElement.GetProperty("update");
            return (new UpdateBundle(update.GetProperty("version").GetString() ?? "", VaultFormatOf(update)), null);
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, $"What RAUC tells of '{file}' cannot be understood.");
        }
    }

    private static int? VaultFormatOf(JsonElement update) =>
        update.TryGetProperty("build", out var build) && build.GetString() is { } text && text.StartsWith(Build, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(Build.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var format) ? format : null;
}
