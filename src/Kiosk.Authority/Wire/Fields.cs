using System.Globalization;
using System.Xml;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Wire;

/// <summary>The texts of one element's children.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The text, empty when the element was; null when there was none.</summary>
    public string? this[string name] => texts.GetValueOrDefault(name);

    /// <summary>The text; null when there is nothing in it, for where that says the same as no element.</summary>
    public string? Said(string name) => this[name] is { Length: > 0 } text ? text : null;

    /// <summary>The date, or what came instead: the authority's data is judged softly.</summary>
    public RecordDate? Date(string name) => RecordDate.Of(this[name]);

    /// <summary>The moment on its own clock, or null.</summary>
    public DateTime? Moment(string name) =>
        DateTime.TryParseExact(this[name], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <exception cref="XmlException">Said twice: nobody knows which counts.</exception>
    public void Add(string name, string text)
    {
        if (!texts.TryAdd(name, Text.Clean(text, int.MaxValue, fallback: "")))
        {
            throw new XmlException("An element stands twice.");
        }
    }
}
