using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Eligibility;

/// <summary>
/// A date of a record. What cannot be read as a date is kept as it came: it was provided, and is not to be taken for "not provided", which is null.
/// </summary>
[JsonConverter(typeof(RecordDateJson))]
public sealed record RecordDate
{
    private const string Provided = "yyyyMMdd";

    internal RecordDate(DateOnly? day, string? unread)
    {
        Day = day;
        Unread = unread;
    }

    /// <summary>The day; null when what came is no date.</summary>
    public DateOnly? Day { get; }

    /// <summary>What came instead of a date, empty when nothing did; null when there is a day.</summary>
    public string? Unread { get; }

    /// <summary>A date.</summary>
    public static implicit operator RecordDate(DateOnly day) => new(day, unread: null);

    /// <summary>The day, where one is known.</summary>
    public static implicit operator DateOnly?(RecordDate? date) => date?.Day;

    /// <summary>The date of an element (YYYYMMDD); null only when there was no element.</summary>
    public static RecordDate? Of(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, Provided, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : new RecordDate(day: null, text);

    /// <summary>Never the person.</summary>
    public override string ToString() => nameof(RecordDate);
}

/// <summary>A day as <c>yyyy-MM-dd</c>, as all results before this type have it; what is none with a question mark before it.</summary>
public sealed class RecordDateJson : JsonConverter<RecordDate>
{
    private const string Written = "yyyy-MM-dd";
    private const char None = '?';

    /// <inheritdoc />
    public override RecordDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        [None, .. var unread] => new RecordDate(day: null, unread),
        var text when DateOnly.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => throw new JsonException("Not a date."),
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, RecordDate value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Day?.ToString(Written, CultureInfo.InvariantCulture) ?? None + value.Unread);
    }
}
