using Hl7.Fhir.Model;

namespace Kiosk.Exports.Tests.Fhir;

/// <summary>What JP Core (jami-fhir-jp-wg/jp-core-v1x, JP_Patient, JP_Organization, JP_Coverage) demands beyond R4, as profiles for the validator.</summary>
internal static class JpCoreRules
{
    private const string Core = "http://jpfhir.jp/fhir/core/StructureDefinition/", Extensions = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/";

    public static StructureDefinition[] All { get; } =
    [
        Of("JP_Patient", "Patient", new ElementDefinition("Patient.identifier") { Min = 1 }),
        Of("JP_Organization", "Organization", [
            SlicedBySystem("Organization.identifier"),
            .. Slice("Organization.identifier", "medicalInstitutionCode", "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no", max: "*", "^[0-9]{10}$"),
            .. Slice("Organization.identifier", "insurerNumber", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber", max: "*", "^[0-9]{8}$")]),
        Of("JP_Coverage", "Coverage", [
            Extension("InsuredPersonSymbol"), Extension("InsuredPersonNumber"), Extension("InsuredPersonSubNumber"),
            SlicedBySystem("Coverage.identifier"),
            .. Slice("Coverage.identifier", "insuranceIdentifier", "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID", max: "1", "^[0-9]{8}:[^:!-~]*:[^:!-~]+:([0-9]{2})?$"),
            .. Slice("Coverage.identifier", "insuranceCsvIdentifier", "http://jpfhir.jp/fhir/core/IdSystem/JP_Coverage_id", max: "1", """^"[0-9]{8}","[^!-~]*","[^!-~]+","([0-9]{2})?"$"""),
            Refers("Coverage.beneficiary", "JP_Patient"),
            Refers("Coverage.payor", "JP_Organization", "JP_Patient")]),
        .. new[] { "Symbol", "Number", "SubNumber" }.Select(ExtensionOf),
    ];

    private static StructureDefinition Of(string name, string type, params ElementDefinition[] elements) => new()
    {
        Url = Core + name,
        Name = name,
        Status = PublicationStatus.Active,
        FhirVersion = FHIRVersion.N4_0_1,
        Kind = StructureDefinition.StructureDefinitionKind.Resource,
        Abstract = false,
        Type = type,
        BaseDefinition = $"http://hl7.org/fhir/StructureDefinition/{type}",
        Derivation = StructureDefinition.TypeDerivationRule.Constraint,
        Differential = new StructureDefinition.DifferentialComponent { Element = [new ElementDefinition(type), .. elements] },
    };

    private static StructureDefinition ExtensionOf(string part)
    {
        var definition = Of($"JP_Coverage_InsuredPerson{part}", "Extension",
            new ElementDefinition("Extension.url") { Fixed = new FhirUri($"{Extensions}JP_Coverage_InsuredPerson{part}") },
            new ElementDefinition("Extension.value[x]") { Min = 1, Type = [new ElementDefinition.TypeRefComponent { Code = "string" }] });
        definition.Url = $"{Extensions}JP_Coverage_InsuredPerson{part}";
        definition.Kind = StructureDefinition.StructureDefinitionKind.ComplexType;
        definition.Context = [new StructureDefinition.ContextComponent { Type = StructureDefinition.ExtensionContextType.Element, Expression = "Coverage" }];
        return definition;
    }

    private static ElementDefinition Extension(string part) => new("Coverage.extension")
    {
        ElementId = $"Coverage.extension:{part}",
        SliceName = part,
        Type = [new ElementDefinition.TypeRefComponent { Code = "Extension", Profile = [$"{Extensions}JP_Coverage_{part}"] }],
    };

    private static ElementDefinition SlicedBySystem(string path) => new(path)
    {
        Slicing = new ElementDefinition.SlicingComponent
        {
            Discriminator = [ElementDefinition.DiscriminatorComponent.ForValueSlice("system")],
            Rules = ElementDefinition.SlicingRules.Open,
        },
    };

    private static ElementDefinition[] Slice(string path, string name, string system, string max, string pattern) =>
    [
        new(path)
        {
            ElementId = $"{path}:{name}",
            SliceName = name,
            Min = 0,
            Max = max,
            Constraint = [new ElementDefinition.ConstraintComponent { Key = $"jp-{name.ToLowerInvariant()}", Severity = ConstraintSeverity.Error, Human = $"{name} has its form", Expression = $"value.matches('{pattern}')" }],
        },
        new($"{path}.system") { ElementId = $"{path}:{name}.system", Min = 1, Fixed = new FhirUri(system) },
        new($"{path}.value") { ElementId = $"{path}:{name}.value", Min = 1 },
    ];

    private static ElementDefinition Refers(string path, params string[] profiles) =>
        new(path) { Type = [new ElementDefinition.TypeRefComponent { Code = "Reference", TargetProfile = [.. profiles.Select(profile => Core + profile)] }] };
}
