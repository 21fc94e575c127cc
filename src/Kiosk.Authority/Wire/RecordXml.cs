using System.Collections.Frozen;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Wire;

/// <summary>Reads one <c>ResultOfQualificationConfirmation</c>.</summary>
internal static class RecordXml
{
    private static readonly FrozenSet<string> Texts = FrozenSet.Create(
        StringComparer.Ordinal,
        "InsuredCardClassification", "Name", "NameKana", "NameOfOther", "NameOfOtherKana", "Sex1", "Birthdate", "PostNumber", "Address", "InsurerNumber", "InsurerName",
        "InsuredCardSymbol", "InsuredIdentificationNumber", "InsuredBranchNumber", "PersonalFamilyClassification", "InsuredName", "QualificationDate",
        "DisqualificationDate", "ReasonOfLoss", "InsuredCardValidDate", "InsuredCardExpirationDate", "InsuredPartialContributionRatio", "PreschoolClassification",
        "ReferenceNumber");

    private static readonly FrozenSet<string> ElderlyTexts = FrozenSet.Create(
        StringComparer.Ordinal,
        "ElderlyRecipientValidStartDate", "ElderlyRecipientValidEndDate", "ElderlyRecipientContributionRatio");

    /// <summary>Takes the record that the reader stands on.</summary>
    public static EligibilityRecord Read(BoundedXml xml)
    {
        var elderly = new Fields();
        var person = xml.Element(Texts, ("ElderlyRecipientCertificateInfo", () => elderly = xml.Element(ElderlyTexts)));
        return new EligibilityRecord
        {
            CardClassification = person["InsuredCardClassification"],
            Name = person["Name"],
            NameKana = person["NameKana"],
            OtherName = person["NameOfOther"],
            OtherNameKana = person["NameOfOtherKana"],
            Sex = person["Sex1"],
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
            ValidFrom = person.Date("InsuredCardValidDate"),
            ValidUntil = person.Date("InsuredCardExpirationDate"),
            ContributionRatio = person["InsuredPartialContributionRatio"],
            Preschool = person["PreschoolClassification"],
            ElderlyValidFrom = elderly.Date("ElderlyRecipientValidStartDate"),
            ElderlyValidUntil = elderly.Date("ElderlyRecipientValidEndDate"),
            ElderlyContributionRatio = elderly["ElderlyRecipientContributionRatio"],
            ReferenceNumber = person["ReferenceNumber"],
        };
    }
}
