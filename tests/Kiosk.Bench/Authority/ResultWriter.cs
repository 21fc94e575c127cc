using System.Globalization;
using System.Text;
using System.Xml;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Authority;

/// <summary>Writes <c>XmlMsg</c> for a person who does not exist.</summary>
internal static class ResultWriter
{
    /// <summary>Someone with a good certificate whom nobody knows has no record.</summary>
    public static AnswerKind AnswerOf(string commonName) => PersonOf(commonName)?.Answer ?? AnswerKind.NoRecord;

    /// <summary>The message; segment 2 and 9 carry an empty body.</summary>
    public static byte[] Write(Decision decision, string segment, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartDocument(standalone: false);
            xml.WriteStartElement("XmlMsg");
            WriteHeader(xml, decision, segment, now);
            xml.WriteStartElement("MessageBody");
            if (segment == "1")
            {
                WriteBody(xml, decision);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static Person? PersonOf(string commonName) => Person.All.FirstOrDefault(person => person.CommonName == commonName);

    private static void WriteHeader(XmlWriter xml, Decision decision, string segment, DateTimeOffset now)
    {
        xml.WriteStartElement("MessageHeader");
        xml.WriteElementString("ProcessExecutionTime", now.ToOffset(TimeSpan.FromHours(9)).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        xml.WriteElementString("QualificationConfirmationDate", decision.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        xml.WriteElementString("MedicalInstitutionCode", decision.FacilityCode);
        xml.WriteElementString("ArbitraryFileIdentifier", decision.VisitId.ToString("D"));
        xml.WriteElementString("ReferenceClassification", "1");
        xml.WriteElementString("SegmentOfResult", segment);
        xml.WriteElementString("CharacterCodeIdentifier", "0");
        xml.WriteEndElement();
    }

    private static void WriteBody(XmlWriter xml, Decision decision)
    {
        var answer = AnswerOf(decision.CommonName);
        if (answer == AnswerKind.ProcessingError)
        {
            xml.WriteElementString("ProcessingResultStatus", "2");
            xml.WriteElementString("ProcessingResultMessage", "照会を処理できませんでした（架空のメッセージ）。");
            return;
        }

        xml.WriteElementString("ProcessingResultStatus", "1");
        if (PersonOf(decision.CommonName)?.Certificate is CertificateKind.Expiring or CertificateKind.Grace)
        {
            xml.WriteElementString("ProcessingResultMessage", "電子証明書の更新が必要です（架空のメッセージ）。");
        }

        xml.WriteElementString("QualificationValidity", answer switch
        {
            AnswerKind.Lost => "2",
            AnswerKind.NoRecord => "4",
            AnswerKind.Several => "5",
            AnswerKind.UnknownValidity => "7",
            _ => "1",
        });
        xml.WriteStartElement("ResultList");
        if (answer != AnswerKind.NoRecord && answer != AnswerKind.Several)
        {
            WriteRecord(xml, decision, answer);
        }

        xml.WriteEndElement();
    }

    private static void WriteRecord(XmlWriter xml, Decision decision, AnswerKind answer)
    {
        var who = Identity.Of(decision.CommonName);
        xml.WriteStartElement("ResultOfQualificationConfirmation");
        xml.WriteElementString("InsuredCardClassification", "01");
        xml.WriteElementString("Name", who.Name);
        xml.WriteElementString("NameKana", who.Kana);
        if (answer == AnswerKind.ForeignKanji)
        {
            xml.WriteElementString("NameOfOther", "架空　通称");
            xml.WriteElementString("NameOfOtherKana", "ｶｸｳ ﾂｳｼｮｳ");
        }

        xml.WriteElementString("Sex1", who.Sex);
        if (answer == AnswerKind.ForeignKanji)
        {
            xml.WriteElementString("Sex2", "2");
        }

        xml.WriteElementString("Birthdate", who.Birthdate);
        xml.WriteElementString("PostNumber", "0000000");
        xml.WriteElementString("Address", "架空県架空市架空町１－２－３");
        xml.WriteElementString("InsurerNumber", who.InsurerNumber);
        xml.WriteElementString("InsurerName", who.InsurerName);
        xml.WriteElementString("InsuredCardSymbol", "１２－３４");
        xml.WriteElementString("InsuredIdentificationNumber", "５６７８");
        if (answer != AnswerKind.NoBranch)
        {
            xml.WriteElementString("InsuredBranchNumber", "01");
        }

        xml.WriteElementString("PersonalFamilyClassification", "1");
        xml.WriteElementString("QualificationDate", "20200401");
        if (answer == AnswerKind.Lost)
        {
            xml.WriteElementString("DisqualificationDate", "20260331");
            xml.WriteElementString("ReasonOfLoss", "03");
        }

        xml.WriteElementString("InsuredCardValidDate", "20200401");
        if (answer == AnswerKind.Elderly)
        {
            xml.WriteStartElement("ElderlyRecipientCertificateInfo");
            xml.WriteElementString("ElderlyRecipientCertificateDate", "20260801");
            xml.WriteElementString("ElderlyRecipientValidStartDate", "20260801");
            xml.WriteElementString("ElderlyRecipientValidEndDate", "20270731");
            xml.WriteElementString("ElderlyRecipientContributionRatio", "020");
            xml.WriteEndElement();
            WriteLimitCertificate(xml);
        }

        // Consent is none of the simplified check's business: a stand must pass it over.
        xml.WriteElementString("SpecificHealthCheckupsInfoConsFlg", "0");
        xml.WriteEndElement();
    }

    private static void WriteLimitCertificate(XmlWriter xml)
    {
        // Provided under a consent, which is none of the stand's business either.
        xml.WriteElementString("LimitApplicationCertificateRelatedConsFlg", "1");
        xml.WriteElementString("LimitApplicationCertificateRelatedConsTime", "20260801090000");
        xml.WriteStartElement("LimitApplicationCertificateRelatedInfo");
        xml.WriteElementString("LimitApplicationCertificateClassification", "01");
        xml.WriteElementString("LimitApplicationCertificateClassificationFlag", "A01");
        xml.WriteElementString("LimitApplicationCertificateDate", "20260801");
        xml.WriteElementString("LimitApplicationCertificateValidStartDate", "20260801");
        xml.WriteElementString("LimitApplicationCertificateValidEndDate", "20270731");
        xml.WriteEndElement();
    }
}
