using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiosk.Exports;
using Kiosk.Records;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Audit;

/// <summary>The audit trail as others take it: CSV (RFC 4180, with a heading) or one JSON object a line. Times are Japan's.</summary>
internal static class TrailTable
{
    private static readonly string[] Columns = ["seq", "at", "kind", "visitId", "staff", "outcome", "reason", "elapsedMs", "detail", "through", "mac"];

    // Text stays readable: this goes to a file, not into a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is written before the rows; nothing where there is nothing.</summary>
    public static string Heading(TrailFormat format) => format == TrailFormat.Csv ? string.Join(',', Columns) + "\r\n" : "";

    /// <summary>One row, with its line's end.</summary>
    public static string Line(TrailRow row, TrailFormat format) => format switch
    {
        TrailFormat.Csv => string.Join(',', Values(row).Select(value => Cell(value))) + "\r\n",
        TrailFormat.Jsonl => Json(row) + "\n",
    };

    private static object?[] Values(TrailRow row) =>
    [
        row.Seq, JapanTime.At(row.When).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture), row.Kind, row.VisitId, row.Staff, row.Outcome, row.Reason, row.ElapsedMs,
        row.Detail, row.Through, row.Mac is { } mac ? Convert.ToHexStringLower(mac) : null,
    ];

    // A staff id is free text. JSON has it as it is.
    private static string Cell(object? value)
    {
        if (value is not string text)
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        var harmless = Spreadsheet.Harmless(text);
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private static string Json(TrailRow row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Columns.Zip(Values(row)))
            {
                switch (value)
                {
                    case long number:
                        writer.WriteNumber(name, number);
                        break;
                    case string text:
                        writer.WriteString(name, text);
                        break;
                    default:
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>How the trail is written.</summary>
internal enum TrailFormat
{
    Csv,
    Jsonl,
}
