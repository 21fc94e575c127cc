using System.Text.Json;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;

namespace Kiosk.Exports.Tests.Fhir;

/// <summary>HL7's own model in the hands of the Firely SDK: its strict parser, and its validator with the R4 specification and JP Core's rules.</summary>
internal static class FhirJudge
{
    private static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    // It makes its rules while it judges, one at a time.
    private static readonly Lock Gate = new();

    private static readonly Lazy<Validator> Rules = new(() =>
    {
        var definitions = new CachedResolver(new SnapshotSource(new CachedResolver(new MultiResolver(new InMemoryResourceResolver(JpCoreRules.All), ZipSource.CreateValidationSource()))));
        return new Validator(definitions, new LocalTerminologyService(definitions));
    });

    /// <summary>The bundle, of which neither parser nor validator has anything to say.</summary>
    public static Bundle Accept(ReadOnlyMemory<byte> json)
    {
        var bundle = JsonSerializer.Deserialize<Bundle>(json.Span, Strict)!;
        var said = Said(bundle);
        Assert.True(said.Length == 0, said);
        return bundle;
    }

    /// <summary>What the validator says of something.</summary>
    public static string Said(Resource resource)
    {
        lock (Gate)
        {
            return string.Join('\n', Rules.Value.Validate(resource).Issue.Select(issue => issue.ToString()));
        }
    }
}
