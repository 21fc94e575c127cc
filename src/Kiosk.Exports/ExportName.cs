using System.Buffers.Binary;
using System.Globalization;
using Kiosk.Records;

namespace Kiosk.Exports;

/// <summary>What exported files are called. Receipt computers look for the beginning of the official one, which reads on with an id and the moment.</summary>
internal static class ExportName
{
    private const string Moment = "yyyyMMddHHmmss";

    // From an answer to a visit at which it is shown again: the same month, and some room.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(33);

    public static string Of(KeptResult result, ExportFormat format)
    {
        var (beginning, end) = PartsOf(format);
        return string.Create(CultureInfo.InvariantCulture, $"{beginning}{result.VisitId:N}_{JapanTime.At(result.ConfirmedAt).ToString(Moment)}{end}");
    }

    /// <summary>The day of the result that a name tells of, Japan time; null for a name that is none of ours. A stranger's id is no version 7, or of another time.</summary>
    public static DateOnly? DayOf(string name)
    {
        foreach (var (beginning, end) in Enum.GetValues<ExportFormat>().Select(PartsOf))
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
                && name[beginning.Length..^end.Length].Split('_') is [var id, var moment]
                && Guid.TryParseExact(id, "N", out var visit) && visit.Version == 7
                && DateTime.TryParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && (new DateTimeOffset(at, JapanTime.Offset) - BeganAt(visit)).Duration() <= Longest)
            {
                return DateOnly.FromDateTime(at);
            }
        }

        return null;
    }

    // Version 7 begins with the milliseconds since 1970 (RFC 9562).
    private static DateTimeOffset BeganAt(Guid visit) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(visit.ToByteArray(bigEndian: true)) >>> 16);

    private static (string Beginning, string End) PartsOf(ExportFormat format) => format switch
    {
        ExportFormat.Text => ("shikaku_", ".txt"),
        ExportFormat.Ticket => ("jushinken_", ".txt"),
        ExportFormat.Xml => ("OQSsiquc01res_face_", ".xml"),
        ExportFormat.Fhir => ("fhir_", ".json"),
    };
}
