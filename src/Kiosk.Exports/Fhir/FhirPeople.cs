using Kiosk.Eligibility;
using Kiosk.Records;

namespace Kiosk.Exports.Fhir;

/// <summary>Who is concerned: the person, the facility, the insurers.</summary>
internal static class FhirPeople
{
    /// <summary>The person, with the facility's own patient number where the authority echoed it, else known by the visit alone.</summary>
    public static Patient Patient(KeptResult result, EligibilityRecord? record, FacilityCode facility) => new()
    {
        Meta = new Meta([JpCore.PatientProfile]),
        Identifier =
        [
            FhirText.Of(record?.ReferenceNumber) is { } number
                ? new Identifier(JpCore.PatientNumbersOf + facility.Value, number)
                : new Identifier(JpCore.Uri, $"urn:uuid:{result.VisitId}"),
        ],
        Name = record is null ? null : Names(record),
        Gender = record?.Sex switch
        {
            "1" => "male",
            "2" => "female",
            "3" => "unknown",
            _ => null,
        },
        BirthDate = FhirText.Day(record?.Birthdate),
        Address = record is not null && (FhirText.Of(record.Address), FhirText.Of(record.PostNumber)) is var (text, post) && (text ?? post) is not null ? [new Address(text, post, "JP")] : null,
    };

    public static Organization Facility(FacilityCode facility) => new()
    {
        Meta = new Meta([JpCore.OrganizationProfile]),
        Identifier = [new Identifier(JpCore.Facility, facility.Value)],
        Type = [FhirText.Code(JpCore.OrganizationType, "prov")],
    };

    /// <summary>An insurer. One of whom nothing is known says so: a coverage without payor is none, nor is an organization without number and name.</summary>
    public static Organization Insurer(string? number, string? name) => new()
    {
        Meta = new Meta([JpCore.OrganizationProfile]),
        Identifier = Padded(FhirText.Of(number)) is { } known ? [new Identifier(JpCore.InsurerNumber, known)] : null,
        Type = [FhirText.Code(JpCore.OrganizationType, "pay")],
        Name = FhirText.Of(name) ?? (Padded(FhirText.Of(number)) is null ? "保険者 未提供" : null),
    };

    /// <summary>An insurer number in eight digits; null for what is none. A wrong check digit is the authority's own.</summary>
    public static string? Padded(string? number) =>
        InsurerNumber.FaultOf(number) is NumberFault.Length or NumberFault.NotDigits ? null : number!.PadLeft(8, '0');

    private static List<HumanName>? Names(EligibilityRecord record)
    {
        var names = new[] { Name("IDE", FhirText.Of(record.Name)), Name("SYL", FhirText.Of(record.NameKana) is { } kana ? Kana.ToFullWidth(kana) : null) }.OfType<HumanName>().ToList();
        return names.Count > 0 ? names : null;
    }

    private static HumanName? Name(string representation, string? text)
    {
        var parts = text?.Split([' ', '　'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return text is null ? null : new HumanName(
            [new Extension(JpCore.Representation, ValueCode: representation)], "official", text, parts is [var family, _] ? family : null, parts is [_, var given] ? [given] : null);
    }
}
