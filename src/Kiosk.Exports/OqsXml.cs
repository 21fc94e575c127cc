using System.Globalization;
using System.Text;
using System.Xml;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports;

/// <summary>
/// The official result message (資格確認結果, <c>OQSsiquc01res</c>), in the layout and codes of the official external interface. What was not provided has no element;
/// what came empty has an empty one; codes and dates stand as they came.
/// </summary>
internal static class OqsXml
{
    private const string MedicalAssistance = "A1";
    private const string ByCard = "1";

    private static readonly XmlWriterSettings Layout = new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" };

    private static readonly (string Element, Func<EligibilityRecord, string?> Value)[] Person =
    [
        ("InsuredCardClassification", r => r.CardClassification),
        ("InsurerNumber", r => r.InsurerNumber),
        ("InsurerName", r => r.InsurerName),
        ("InsuredCardSymbol", r => r.Symbol),
        ("InsuredIdentificationNumber", r => r.Number),
        ("InsuredBranchNumber", r => r.Branch),
        ("PersonalFamilyClassification", r => r.PersonOrFamily),
        ("InsuredName", r => r.InsuredName),
        ("Name", r => r.Name),
        ("NameOfOther", r => r.OtherName),
        ("NameKana", r => r.NameKana),
        ("NameOfOtherKana", r => r.OtherNameKana),
        ("Sex1", r => r.Sex),
        ("Sex2", r => r.BackSex),
        ("Birthdate", r => Day(r.Birthdate)),
        ("Address", r => r.Address),
        ("PostNumber", r => r.PostNumber),
        ("QualificationDate", r => Day(r.QualifiedOn)),
        ("DisqualificationDate", r => Day(r.DisqualifiedOn)),
        ("InsuredCertificateIssuanceDate", r => Day(r.IssuedOn)),
        ("InsuredCardValidDate", r => Day(r.ValidFrom)),
        ("InsuredCardExpirationDate", r => Day(r.ValidUntil)),
        ("InsuredPartialContributionRatio", r => r.ContributionRatio),
        ("PreschoolClassification", r => r.Preschool),
        ("ReasonOfLoss", r => r.ReasonOfLoss),
    ];

    private static readonly (string Element, Func<EligibilityRecord, string?> Value)[] Elderly =
    [
        ("ElderlyRecipientValidStartDate", r => Day(r.ElderlyValidFrom)),
        ("ElderlyRecipientValidEndDate", r => Day(r.ElderlyValidUntil)),
        ("ElderlyRecipientContributionRatio", r => r.ElderlyContributionRatio),
    ];

    private static readonly (string Element, Func<EligibilityRecord, string?> Value)[] Limit =
    [
        ("LimitApplicationCertificateClassification", r => r.Limit?.Classification),
        ("LimitApplicationCertificateClassificationFlag", r => r.Limit?.Category),
        ("LimitApplicationCertificateDate", r => Day(r.Limit?.IssuedOn)),
        ("LimitApplicationCertificateValidStartDate", r => Day(r.Limit?.ValidFrom)),
        ("LimitApplicationCertificateValidEndDate", r => Day(r.Limit?.ValidUntil)),
        ("LimitApplicationCertificateLongTermDate", r => Day(r.Limit?.LongStayFrom)),
    ];

    /// <summary>
    /// The message; null where the authority did not come to an answer about a person: "could not ask" has no official message, and none is made up. Also null for
    /// medical assistance (医療扶助), whose part of the message is not kept.
    /// </summary>
    public static string? Write(KeptResult result, FacilityCode facility, ExportEncoding encoding) =>
        result.Confirmation is { } confirmation && Verdict.Of(confirmation).Outcome != Outcome.CouldNotAsk && confirmation.Records.All(record => record.CardClassification != MedicalAssistance)
            ? Write(result, confirmation, facility, encoding)
            : null;

    private static string Write(KeptResult result, Confirmation confirmation, FacilityCode facility, ExportEncoding encoding)
    {
        var text = new StringBuilder($"<?xml version=\"1.0\" encoding=\"{Characters.NameOf(encoding)}\" standalone=\"no\"?>\n");
        using (var xml = XmlWriter.Create(text, Layout))
        {
            xml.WriteStartElement("XmlMsg");
            xml.WriteStartElement("MessageHeader");
            var askedAt = JapanTime.At(result.ConfirmedAt).DateTime;
            Write(xml, "ProcessExecutionTime", (confirmation.ExecutedAt ?? askedAt).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
            Write(xml, "QualificationConfirmationDate", Day(confirmation.QualificationDate ?? DateOnly.FromDateTime(askedAt)));
            Write(xml, "MedicalInstitutionCode", facility.Value);
            Write(xml, "ArbitraryFileIdentifier", result.VisitId.ToString());
            Write(xml, "ReferenceClassification", ByCard);
            Write(xml, "SegmentOfResult", confirmation.Segment);
            Write(xml, "CharacterCodeIdentifier", CodeOf(encoding));
            xml.WriteEndElement();
            xml.WriteStartElement("MessageBody");
            Write(xml, "ProcessingResultStatus", confirmation.ProcessingStatus);
            Write(xml, "ProcessingResultCode", confirmation.ProcessingCode);
            Write(xml, "ProcessingResultMessage", confirmation.ProcessingMessage);
            Write(xml, "QualificationValidity", confirmation.Validity);
            xml.WriteStartElement("ResultList");
            foreach (var record in confirmation.Records)
            {
                Write(xml, record);
            }

            xml.WriteFullEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, EligibilityRecord record)
    {
        xml.WriteStartElement("ResultOfQualificationConfirmation");
        foreach (var (element, value) in Person)
        {
            Write(xml, element, value(record));
        }

        Group(xml, "ElderlyRecipientCertificateInfo", Elderly, record);
        Group(xml, "LimitApplicationCertificateRelatedInfo", Limit, record);
        Write(xml, "ReferenceNumber", record.ReferenceNumber);
        xml.WriteEndElement();
    }

    // An empty group would say that there is such a certificate.
    private static void Group(XmlWriter xml, string name, (string Element, Func<EligibilityRecord, string?> Value)[] fields, EligibilityRecord record)
    {
        if (Array.TrueForAll(fields, field => field.Value(record) is null))
        {
            return;
        }

        xml.WriteStartElement(name);
        foreach (var (element, value) in fields)
        {
            Write(xml, element, value(record));
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string element, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(element, Allowed(value));
        }
    }

    // What XML cannot carry in any encoding, half of a pair of surrogates among it.
    private static string Allowed(string value)
    {
        var allowed = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            var isOdd = rune == Rune.ReplacementChar || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value));
            allowed.Append(isOdd ? (Rune.IsControl(rune) ? " " : "●") : rune.ToString());
        }

        return allowed.ToString();
    }

    private static string CodeOf(ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.Utf8 => "0",
        ExportEncoding.ShiftJis => "1",
    };

    private static string? Day(RecordDate? date) => date is null ? null : date.Day is { } day ? Day(day) : date.Unread;

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
