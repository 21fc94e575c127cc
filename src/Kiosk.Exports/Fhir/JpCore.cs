namespace Kiosk.Exports.Fhir;

/// <summary>The names that JP Core (jami-fhir-jp-wg/jp-core-v1x) and the standards beneath it give to profiles, extensions, identifiers and codes.</summary>
internal static class JpCore
{
    private const string Core = "http://jpfhir.jp/fhir/core/";

    public const string PatientProfile = Core + "StructureDefinition/JP_Patient";
    public const string OrganizationProfile = Core + "StructureDefinition/JP_Organization";
    public const string CoverageProfile = Core + "StructureDefinition/JP_Coverage";

    public const string Symbol = Core + "Extension/StructureDefinition/JP_Coverage_InsuredPersonSymbol";
    public const string Number = Core + "Extension/StructureDefinition/JP_Coverage_InsuredPersonNumber";
    public const string SubNumber = Core + "Extension/StructureDefinition/JP_Coverage_InsuredPersonSubNumber";

    /// <summary>Whether a name is in kanji (IDE) or kana (SYL).</summary>
    public const string Representation = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    public const string MemberId = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    public const string CoverageId = Core + "IdSystem/JP_Coverage_id";
    public const string Facility = Core + "IdSystem/insurance-medical-institution-no";
    public const string InsurerNumber = Core + "mhlw/IdSystem/InsurerNumber";

    /// <summary>The facility's own patient numbers; the facility's code follows.</summary>
    public const string PatientNumbersOf = "urn:oid:1.2.392.100495.20.3.51.1";

    /// <summary>Of an identifier that is a URI itself.</summary>
    public const string Uri = "urn:ietf:rfc:3986";

    public const string Relationship = Core + "mhlw/CodeSystem/InsuredPersonCategory";
    public const string CoverageType = "urn:oid:1.2.392.100495.20.2.61";
    public const string TicketType = "urn:oid:1.2.392.200119.6.208";
    public const string OrganizationType = "http://terminology.hl7.org/CodeSystem/organization-type";
    public const string CopayType = "http://terminology.hl7.org/CodeSystem/coverage-copay-type";
    public const string Units = "http://unitsofmeasure.org";
}
