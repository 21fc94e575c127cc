using Kiosk.Records;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Pi.Exporting;

/// <summary>What somebody wants to have, and why.</summary>
/// <param name="Format">The form of a result; null where none is named, as for a day's list.</param>
/// <param name="Encoding">The encoding.</param>
/// <param name="Purpose">Why.</param>
internal sealed record ExportQuery(ExportFormat? Format, ExportEncoding Encoding, ExportPurpose Purpose)
{
    /// <summary>Reads it; or says what is wrong.</summary>
    public static (ExportQuery? Query, string? Wrong) Of(IQueryCollection query)
    {
        if (!ExportWords.TryParse(query["encoding"].ToString() is { Length: > 0 } told ? told : ExportWords.Of(ExportEncoding.Utf8), out ExportEncoding encoding))
        {
            return (null, $"encoding must be one of {string.Join(", ", ExportWords.AllEncodings)}.");
        }

        return ExportWords.TryParse(query["reason"].ToString(), out ExportReason reason)
            ? (new ExportQuery(ExportWords.TryParse(query["format"].ToString(), out ExportFormat format) ? format : null, encoding, new ExportPurpose(reason, query["note"])), null)
            : (null, $"reason must say why: one of {string.Join(", ", ExportWords.AllReasons)}. Every export is audited.");
    }
}
