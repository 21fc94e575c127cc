using System.Globalization;
using Kiosk.Panel;
using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Configuration;

/// <summary>The panel's lines may be given by name, but the binder takes numbers only: for each name it is handed the number that stands for it.</summary>
internal static class PanelLines
{
    // The kernel's names have at most 31 bytes.
    private const int LongestName = 31;

    private static readonly string[] Lists = ["Panel:Rows", "Panel:Columns"];

    private static readonly string[] Keys =
    [
        "Panel:Lamps:Card:Line", "Panel:Lamps:Go:Line", "Panel:Lamps:Wait:Line", "Panel:Lamps:Stop:Line",
        "Panel:Lamps:Rgb:Red", "Panel:Lamps:Rgb:Green", "Panel:Lamps:Rgb:Blue", "Panel:Buzzer:Line",
    ];

    /// <summary>The same configuration with numbers only, and the names that they stand for. The problem is a line that is neither offset nor name, with its key.</summary>
    public static (IConfiguration Numbered, LineNames Names, string? Problem) Number(IConfiguration configuration)
    {
        var names = new LineNames();
        var numbers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Given(configuration))
        {
            if (!IsNumber(line.Value, out var offset))
            {
                if (Problem(line.Value) is { } problem)
                {
                    return (configuration, names, $"{line.Path} is '{line.Value}': {problem}");
                }

                numbers[line.Path] = names.NumberOf(line.Value!).ToString(CultureInfo.InvariantCulture);
            }
            else if (offset < 0)
            {
                return (configuration, names, $"{line.Path} is {offset}: a line's offset cannot be negative.");
            }
        }

        return numbers.Count == 0
            ? (configuration, names, null)
            : (new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(numbers).Build(), names, null);
    }

    private static IEnumerable<IConfigurationSection> Given(IConfiguration configuration) =>
        Lists.SelectMany(list => configuration.GetSection(list).GetChildren()).Concat(Keys.SelectMany(key => Named(configuration, key)));

    // Also one that is null.
    private static IEnumerable<IConfigurationSection> Named(IConfiguration configuration, string key)
    {
        var at = key.LastIndexOf(':');
        return configuration.GetSection(key[..at]).GetChildren().Where(child => child.Key.Equals(key[(at + 1)..], StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsNumber(string? value, out int number) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);

    private static string? Problem(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.All(char.IsAsciiDigit) ? "it must be a line's offset, such as 17, or the kernel's name for it, such as GPIO17."
        : System.Text.Encoding.UTF8.GetByteCount(name) > LongestName ? $"a line's name has at most {LongestName} bytes."
        : null;
}
