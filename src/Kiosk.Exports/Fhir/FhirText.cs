using System.Globalization;
using System.Text;
using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Exports.Fhir;

/// <summary>Values in the form that FHIR and JP Core want. Null for what was not provided: FHIR has no empty text.</summary>
internal static class FhirText
{
    private const char FirstNarrow = '!';
    private const char LastNarrow = '~';
    private const int WideFromNarrow = 0xFEE0;

    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : AppText.OneLine(text).Trim();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Day(RecordDate? date) => date?.Day is { } day ? Day(day) : null;

    public static string Moment(DateTimeOffset moment) => JapanTime.At(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static Period? Period(RecordDate? from, RecordDate? until) => (Day(from), Day(until)) is var (start, end) && (start ?? end) is not null ? new Period(start, end) : null;

    public static CodeableConcept Code(string system, string code) => new([new Coding(system, code)]);

    /// <summary>記号・番号 as JP Core has them: full-width throughout. A colon in them can then separate nothing.</summary>
    public static string Wide(string? text)
    {
        var wide = new StringBuilder();
        foreach (var c in Kana.ToFullWidth(Of(text) ?? ""))
        {
            wide.Append(c is >= FirstNarrow and <= LastNarrow ? (char)(c + WideFromNarrow) : c);
        }

        return wide.ToString();
    }
}
