using System.Collections.Frozen;
using System.Text;
using System.Xml;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Wire;

/// <summary>A result and whom it answers.</summary>
internal sealed record ResultMessage(Guid? VisitId, string? FacilityCode, Confirmation Confirmation);

/// <summary>Reads <c>XmlMsg</c>. Clinical and consent elements are in no list, so they are passed over unread, as is everything unknown.</summary>
internal static class ResultXml
{
    // The official message holds a handful at most.
    private const int MaxRecords = 100;

    private static readonly FrozenSet<string> None = FrozenSet<string>.Empty;

    private static readonly FrozenSet<string> HeaderTexts = FrozenSet.Create(
        StringComparer.Ordinal,
        "ProcessExecutionTime", "QualificationConfirmationDate", "MedicalInstitutionCode", "ArbitraryFileIdentifier", "SegmentOfResult", "ErrorCode", "ErrorMessage");

    private static readonly FrozenSet<string> BodyTexts = FrozenSet.Create(
        StringComparer.Ordinal,
        "ProcessingResultStatus", "ProcessingResultCode", "ProcessingResultMessage", "QualificationValidity");

    /// <summary>The message, or null when it is none.</summary>
    public static ResultMessage? Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > BoundedXml.MaxBytes)
        {
            return null;
        }

        try
        {
            using var xml = new BoundedXml(utf8);
            return Read(xml);
        }
        catch (Exception trouble) when (trouble is XmlException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static ResultMessage? Read(BoundedXml xml)
    {
        Fields? header = null;
        Fields? body = null;
        List<EligibilityRecord>? records = null;
        xml.Root("XmlMsg");
        xml.Element(None,
            ("MessageHeader", () => header = BoundedXml.Once(header, xml.Element(HeaderTexts))),
            ("MessageBody", () => body = BoundedXml.Once(body, xml.Element(BodyTexts, ("ResultList", () => records = BoundedXml.Once(records, ReadRecords(xml)))))));
        xml.End();

        return header?.Said("SegmentOfResult") is not { } segment ? null : new ResultMessage(
            Guid.TryParseExact(header["ArbitraryFileIdentifier"], "D", out var visitId) ? visitId : null,
            header.Said("MedicalInstitutionCode"),
            new Confirmation
            {
                Segment = segment,
                QualificationDate = header.Date("QualificationConfirmationDate")?.Day,
                ExecutedAt = header.Moment("ProcessExecutionTime"),
                ErrorCode = header.Said("ErrorCode"),
                ErrorMessage = header.Said("ErrorMessage"),
                ProcessingStatus = body?.Said("ProcessingResultStatus"),
                ProcessingCode = body?.Said("ProcessingResultCode"),
                ProcessingMessage = body?.Said("ProcessingResultMessage"),
                Validity = body?.Said("QualificationValidity"),
                Records = records ?? [],
            });
    }

    private static List<EligibilityRecord> ReadRecords(BoundedXml xml)
    {
        var records = new List<EligibilityRecord>();
        xml.Element(None, ("ResultOfQualificationConfirmation", () => records.Add(
            records.Count < MaxRecords ? RecordXml.Read(xml) : throw new XmlException("Too many records."))));
        return records;
    }

    private static T Once<T>(T? before, T now) where T : class => before is null ? now : throw new XmlException("A part stands twice.");
}
