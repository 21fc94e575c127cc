using System.Text;
using Kiosk.Authority.Wire;

namespace Kiosk.Authority.Tests.Wire;

/// <summary>A result as the official layout has it, for a person who does not exist.</summary>
internal static class Sample
{
    public const string VisitId = "019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40";

    public const string Record =
        """
        <ResultOfQualificationConfirmation>
          <InsuredCardClassification>01</InsuredCardClassification>
          <Name>架空　花子</Name>
          <NameOfOther></NameOfOther>
          <NameKana>ｶｸｳ ﾊﾅｺ</NameKana>
          <NameOfOtherKana>ﾍﾞﾂﾒｲ</NameOfOtherKana>
          <Sex1>2</Sex1>
          <Sex2>1</Sex2>
          <Birthdate>19710203</Birthdate>
          <Address> 架空県
        架空市 </Address>
          <PostNumber>0000000</PostNumber>
          <InsuredName>架空　太郎</InsuredName>
          <InsurerNumber>06999999</InsurerNumber>
          <InsurerName>架空健康保険組合</InsurerName>
          <InsuredCardSymbol>１２－３４</InsuredCardSymbol>
          <InsuredIdentificationNumber>５６７８</InsuredIdentificationNumber>
          <InsuredBranchNumber>00</InsuredBranchNumber>
          <PersonalFamilyClassification>2</PersonalFamilyClassification>
          <QualificationDate>20200401</QualificationDate>
          <DisqualificationDate/>
          <InsuredCertificateIssuanceDate>20200402</InsuredCertificateIssuanceDate>
          <InsuredCardValidDate>20200401</InsuredCardValidDate>
          <InsuredCardExpirationDate>20291332</InsuredCardExpirationDate>
          <InsuredPartialContributionRatio>010</InsuredPartialContributionRatio>
          <PreschoolClassification>1</PreschoolClassification>
          <ReasonOfLoss>99</ReasonOfLoss>
          <ElderlyRecipientCertificateInfo>
            <ElderlyRecipientCertificateDate>20260801</ElderlyRecipientCertificateDate>
            <ElderlyRecipientValidStartDate>20260801</ElderlyRecipientValidStartDate>
            <ElderlyRecipientValidEndDate>20270731</ElderlyRecipientValidEndDate>
            <ElderlyRecipientContributionRatio>020</ElderlyRecipientContributionRatio>
          </ElderlyRecipientCertificateInfo>
          <LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>
          <LimitApplicationCertificateRelatedConsTime>20261122103000</LimitApplicationCertificateRelatedConsTime>
          <LimitApplicationCertificateRelatedInfo>
            <LimitApplicationCertificateClassification>01</LimitApplicationCertificateClassification>
            <LimitApplicationCertificateClassificationFlag>A01</LimitApplicationCertificateClassificationFlag>
            <LimitApplicationCertificateDate>20260801</LimitApplicationCertificateDate>
            <LimitApplicationCertificateValidStartDate>20260802</LimitApplicationCertificateValidStartDate>
            <LimitApplicationCertificateValidEndDate>20270731</LimitApplicationCertificateValidEndDate>
            <LimitApplicationCertificateLongTermDate/>
          </LimitApplicationCertificateRelatedInfo>
          <SpecificDiseasesCertificateList><SpecificDiseasesCertificateInfo><SpecificDiseasesDiseaseCategory>1</SpecificDiseasesDiseaseCategory><Name>病</Name></SpecificDiseasesCertificateInfo></SpecificDiseasesCertificateList>
          <SpecificHealthCheckupsInfoConsFlg>1</SpecificHealthCheckupsInfoConsFlg>
          <PharmacistsInfoConsTime>20261122103000</PharmacistsInfoConsTime>
          <DiagnosisInfoAvailableTime>20261122103000</DiagnosisInfoAvailableTime>
          <OperationInfoConsFlg>1</OperationInfoConsFlg>
          <QualificationConfirmationKey>opaque</QualificationConfirmationKey>
          <ReferenceNumber>P-1</ReferenceNumber>
        </ResultOfQualificationConfirmation>
        """;

    public static string Message(string validity = "1", string records = Record, string segment = "1", string status = "1", string visitId = VisitId) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <XmlMsg>
          <MessageHeader>
            <ProcessExecutionTime>20261122103015</ProcessExecutionTime>
            <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
            <MedicalInstitutionCode>1329999997</MedicalInstitutionCode>
            <ArbitraryFileIdentifier>{visitId}</ArbitraryFileIdentifier>
            <ReferenceClassification>1</ReferenceClassification>
            <SegmentOfResult>{segment}</SegmentOfResult>
            <CharacterCodeIdentifier>0</CharacterCodeIdentifier>
          </MessageHeader>
          <MessageBody>
            <ProcessingResultStatus>{status}</ProcessingResultStatus>
            <ProcessingResultMessage>証明書の期限が近づいています</ProcessingResultMessage>
            <QualificationValidity>{validity}</QualificationValidity>
            <ResultList>{records}</ResultList>
          </MessageBody>
        </XmlMsg>
        """;

    public static ResultMessage? Read(string xml) => ResultXml.Read(Encoding.UTF8.GetBytes(xml));
}
