using System.Globalization;
using System.Xml;

namespace Kiosk.Authority.Wire;

/// <summary>The texts of one element's children. Empty is the same as not provided.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    public string? this[string name] => texts.GetValueOrDefault(name);

    /// <summary>The date, or null: the authority's data is judged softly.</summary>
    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(this[name], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>The moment on its own clock, or null.</summary>
    public DateTime? Moment(string name) =>
        DateTime.TryParseExact(this[name], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <exception cref="XmlException">Said twice: nobody knows which counts.</exception>
    public void Add(string name, string text)
    {
        if (!texts.TryAdd(name, Text.Clean(text, int.MaxValue)))
        {
            throw new XmlException("An element stands twice.");
        }
    }
}
