using System.Text.Json.Serialization;

namespace Kiosk.Exports.Fhir;

// HL7 FHIR R4, of which only what is written. Elements have FHIR's names; their meaning is at hl7.org/fhir/R4.

internal sealed record Bundle(Identifier Identifier, string Type, string Timestamp, IReadOnlyList<Entry> Entry)
{
    [JsonPropertyOrder(-1)]
    public string ResourceType => nameof(Bundle);
}

internal sealed record Entry(string FullUrl, Resource Resource);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "resourceType")]
[JsonDerivedType(typeof(Patient), nameof(Patient))]
[JsonDerivedType(typeof(Organization), nameof(Organization))]
[JsonDerivedType(typeof(Coverage), nameof(Coverage))]
[JsonDerivedType(typeof(CoverageEligibilityRequest), nameof(CoverageEligibilityRequest))]
[JsonDerivedType(typeof(CoverageEligibilityResponse), nameof(CoverageEligibilityResponse))]
internal abstract record Resource
{
    [JsonPropertyOrder(-2)]
    public string? Id { get; init; }

    [JsonPropertyOrder(-1)]
    public Meta? Meta { get; init; }
}

internal sealed record Patient : Resource
{
    public required IReadOnlyList<Identifier> Identifier { get; init; }

    public IReadOnlyList<HumanName>? Name { get; init; }

    public string? Gender { get; init; }

    public string? BirthDate { get; init; }

    public IReadOnlyList<Address>? Address { get; init; }
}

internal sealed record Organization : Resource
{
    public IReadOnlyList<Identifier>? Identifier { get; init; }

    public IReadOnlyList<CodeableConcept>? Type { get; init; }

    public string? Name { get; init; }
}

internal sealed record Coverage : Resource
{
    public IReadOnlyList<Extension>? Extension { get; init; }

    public IReadOnlyList<Identifier>? Identifier { get; init; }

    public required string Status { get; init; }

    public CodeableConcept? Type { get; init; }

    public string? SubscriberId { get; init; }

    public required Reference Beneficiary { get; init; }

    public string? Dependent { get; init; }

    public CodeableConcept? Relationship { get; init; }

    public Period? Period { get; init; }

    public required IReadOnlyList<Reference> Payor { get; init; }

    public IReadOnlyList<Cost>? CostToBeneficiary { get; init; }
}

internal sealed record CoverageEligibilityRequest : Resource
{
    public required string Status { get; init; }

    public required IReadOnlyList<string> Purpose { get; init; }

    public required Reference Patient { get; init; }

    public required string ServicedDate { get; init; }

    public required string Created { get; init; }

    public required Reference Provider { get; init; }

    public required Reference Insurer { get; init; }
}

internal sealed record CoverageEligibilityResponse : Resource
{
    public required string Status { get; init; }

    public required IReadOnlyList<string> Purpose { get; init; }

    public required Reference Patient { get; init; }

    public required string ServicedDate { get; init; }

    public required string Created { get; init; }

    public required Reference Requestor { get; init; }

    public required Reference Request { get; init; }

    public required string Outcome { get; init; }

    public required string Disposition { get; init; }

    public required Reference Insurer { get; init; }

    public IReadOnlyList<Insurance>? Insurance { get; init; }
}

internal sealed record Meta(IReadOnlyList<string> Profile);

internal sealed record Identifier(string System, string Value);

internal sealed record Extension(string Url, string? ValueString = null, string? ValueCode = null);

internal sealed record HumanName(IReadOnlyList<Extension> Extension, string Use, string Text, string? Family, IReadOnlyList<string>? Given);

internal sealed record Address(string? Text, string? PostalCode, string Country);

internal sealed record Coding(string System, string Code);

internal sealed record CodeableConcept(IReadOnlyList<Coding> Coding);

internal sealed record Reference([property: JsonPropertyName("reference")] string? To = null, string? Display = null);

internal sealed record Period(string? Start, string? End);

internal sealed record Cost(CodeableConcept Type, Quantity ValueQuantity);

internal sealed record Quantity(int Value, string Unit, string System, string Code);

internal sealed record Insurance(Reference Coverage, bool? Inforce, Period? BenefitPeriod);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Bundle))]
internal sealed partial class FhirJson : JsonSerializerContext;
