using Kiosk.Desk;

namespace Kiosk.Pi.Metrics;

/// <summary>A label, whose value is written as the desk's JSON writes it.</summary>
internal static class Label
{
    public static KeyValuePair<string, object?> Of<T>(string name, T value)
        where T : struct, Enum => new(name, Code.Of(value));
}
