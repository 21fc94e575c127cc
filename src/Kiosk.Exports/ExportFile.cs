using Kiosk.Eligibility;
using Kiosk.Exports.Fhir;
using Kiosk.Records;

namespace Kiosk.Exports;

/// <summary>What is handed to another program: a file's name, what it holds, and of which media type.</summary>
/// <param name="Name">Names the visit and the moment, nobody; the same result has the same name again.</param>
/// <param name="MediaType">The type, with its charset.</param>
/// <param name="Content">The bytes.</param>
public sealed record ExportFile(string Name, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The file of a result; null when there is none in this format.</summary>
    /// <param name="result">The result.</param>
    /// <param name="format">The form.</param>
    /// <param name="facility">Whose result it is.</param>
    /// <param name="encoding">Of XML and text.</param>
    public static ExportFile? Of(KeptResult result, ExportFormat format, FacilityCode facility, ExportEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(facility);
        encoding = format == ExportFormat.Fhir ? ExportEncoding.Utf8 : encoding;
        var (text, type) = format switch
        {
            ExportFormat.Text => (AppText.Write(result), "text/plain"),
            ExportFormat.Ticket => (TicketTable.Write(result), "text/plain"),
            ExportFormat.Xml => (OqsXml.Write(result, facility, encoding), "application/xml"),
            ExportFormat.Fhir => (FhirBundle.Write(result, facility), "application/fhir+json"),
        };
        return text is null ? null : new ExportFile(ExportName.Of(result, format), $"{type}; charset={Characters.NameOf(encoding)}", Characters.Encode(text, encoding));
    }

    /// <summary>A day's list.</summary>
    /// <param name="day">The day in Japan.</param>
    /// <param name="results">Its results.</param>
    /// <param name="encoding">The encoding; UTF-8 with a mark at its beginning, without which spreadsheets take it for another.</param>
    public static ExportFile OfDay(DateOnly day, IEnumerable<KeptResult> results, ExportEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(results);
        var mark = encoding == ExportEncoding.Utf8 ? "\uFEFF" : "";
        return new ExportFile($"uketsuke_{day:yyyyMMdd}.csv", $"text/csv; charset={Characters.NameOf(encoding)}", Characters.Encode(mark + DayCsv.Write(results), encoding));
    }

    /// <summary>Never the person.</summary>
    public override string ToString() => Name;
}
