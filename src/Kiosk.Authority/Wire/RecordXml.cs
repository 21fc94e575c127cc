using System.Collections.Frozen;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Wire;

/// <summary>Reads one <c>ResultOfQualificationConfirmation</c>.</summary>
internal static class RecordXml
{
    private static readonly FrozenSet<string> Texts = FrozenSet.Create(
        StringComparer.Ordinal,
        "InsuredCardClassification", "Name", "NameKana", "NameOfOther", "NameOfOtherKana", "Sex1", "Sex2", "Birthdate", "PostNumber", "Address", "InsurerNumber", "InsurerName",
        "InsuredCardSymbol", "InsuredIdentificationNumber", "InsuredBranchNumber", "PersonalFamilyClassification", "InsuredName", "QualificationDate",
        "DisqualificationDate", "ReasonOfLoss", "InsuredCertificateIssuanceDate", "InsuredCardValidDate", "InsuredCardExpirationDate", "InsuredPartialContributionRatio", "PreschoolClassification",
        "ReferenceNumber");

    private static readonly FrozenSet<string> ElderlyTexts = FrozenSet.Create(
        StringComparer.Ordinal,
        "ElderlyRecipientValidStartDate", "ElderlyRecipientValidEndDate", "ElderlyRecipientContributionRatio");

    private static readonly FrozenSet<string> LimitTexts = FrozenSet.Create(
        StringComparer.Ordinal,
        "LimitApplicationCertificateClassification", "LimitApplicationCertificateClassificationFlag", "LimitApplicationCertificateDate",
        "LimitApplicationCertificateValidStartDate", "LimitApplicationCertificateValidEndDate", "LimitApplicationCertificateLongTermDate");

    /// <summary>Takes the record that the reader stands on.</summary>
    public static EligibilityRecord Read(BoundedXml xml)
    {
        Fields? elderly = null;
        Fields? limit = null;
        var person = xml.Element(Texts,
            ("ElderlyRecipientCertificateInfo", () => elderly = BoundedXml.Once(elderly, xml.Element(ElderlyTexts))),
            ("LimitApplicationCertificateRelatedInfo", () => limit = BoundedXml.Once(limit, xml.Element(LimitTexts))));
        return new EligibilityRecord
        {
            CardClassification = person["InsuredCardClassification"],
            Name = person["Name"],
            NameKana = person["NameKana"],
            OtherName = person["NameOfOther"],
            OtherNameKana = person["NameOfOtherKana"],
            Sex = person["Sex1"],
            BackSex = person["Sex2"],
            Birthdate = person.Date("Birthdate"),
            PostNumber = person["PostNumber"],
            Address = person["Address"],
            InsurerNumber = person["InsurerNumber"],
            InsurerName = person["InsurerName"],
            Symbol = person["InsuredCardSymbol"],
            Number = person["InsuredIdentificationNumber"],
            Branch = person["InsuredBranchNumber"],
            PersonOrFamily = person["PersonalFamilyClassification"],
            InsuredName = person["InsuredName"],
            QualifiedOn = person.Date("QualificationDate"),
            DisqualifiedOn = person.Date("DisqualificationDate"),
            ReasonOfLoss = person["ReasonOfLoss"],
            IssuedOn = person.Date("InsuredCertificateIssuanceDate"),
            ValidFrom = person.Date("InsuredCardValidDate"),
            ValidUntil = person.Date("InsuredCardExpirationDate"),
            ContributionRatio = person["InsuredPartialContributionRatio"],
            Preschool = person["PreschoolClassification"],
            ElderlyValidFrom = elderly?.Date("ElderlyRecipientValidStartDate"),
            ElderlyValidUntil = elderly?.Date("ElderlyRecipientValidEndDate"),
            ElderlyContributionRatio = elderly?["ElderlyRecipientContributionRatio"],
            Limit = limit is null ? null : LimitOf(limit),
            ReferenceNumber = person["ReferenceNumber"],
        };
    }

    private static LimitCertificate LimitOf(Fields limit) => new()
    {
        Classification = limit["LimitApplicationCertificateClassification"],
        Category = limit["LimitApplicationCertificateClassificationFlag"],
        IssuedOn = limit.Date("LimitApplicationCertificateDate"),
        ValidFrom = limit.Date("LimitApplicationCertificateValidStartDate"),
        ValidUntil = limit.Date("LimitApplicationCertificateValidEndDate"),
        LongStayFrom = limit.Date("LimitApplicationCertificateLongTermDate"),
    };
}
