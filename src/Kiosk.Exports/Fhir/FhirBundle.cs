using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports.Fhir;

/// <summary>
/// A result as an HL7 FHIR R4 Bundle after JP Core: who was asked about (Patient), by whom (Organization), their insurance (JP_Coverage), their ticket (Coverage), and the
/// question and its answer (CoverageEligibilityRequest and Response), which alone say whether the insurance is valid.
/// </summary>
internal sealed class FhirBundle
{
    private const string MedicalAssistance = "A1";
    private const string Asked = "オンライン資格確認等システム";

    // Kanji as they are.
    private static readonly FhirJson Json = new(new JsonSerializerOptions(FhirJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    private static readonly string[] Purpose = ["validation"];

    private readonly List<Entry> entries = [];
    private readonly KeptResult result;
    private readonly FacilityCode facility;

    private FhirBundle(KeptResult result, FacilityCode facility)
    {
        this.result = result;
        this.facility = facility;
    }

    /// <summary>The bundle; null where nothing was asked of the authority, and for medical assistance (医療扶助), which JP_Coverage's insurance is not.</summary>
    public static string? Write(KeptResult result, FacilityCode facility) =>
        (result.Confirmation is not null || result.Outcome == Outcome.CouldNotAsk) && result.Confirmation?.Records.Any(record => record.CardClassification == MedicalAssistance) != true
            ? JsonSerializer.Serialize(new FhirBundle(result, facility).Make(), Json.Bundle) + "\n"
            : null;

    private Bundle Make()
    {
        // Could not ask: whatever came beside it says nothing of the person's insurance.
        var verdict = result.Confirmation is { } confirmation ? Verdict.Of(confirmation) : new Verdict(Outcome.CouldNotAsk, result.Reason);
        var records = verdict.Outcome == Outcome.CouldNotAsk ? [] : result.Confirmation!.Records;
        var patient = Add("patient", FhirPeople.Patient(result, records.Count > 0 ? records[0] : null, facility));
        var provider = Add("facility", FhirPeople.Facility(facility));
        var insurers = records.Select((record, at) => Insurer($"insurer-{at}", record.InsurerNumber, record.InsurerName)).ToList();
        var coverages = records.Select((record, at) => Add($"coverage-{at}", FhirCoverages.Insurance(record, patient, insurers[at]))).ToList();
        if (result.Ticket is { } ticket)
        {
            Add("ticket", FhirCoverages.Ticket(ticket, patient, Insurer("issuer", ticket.Insurer.Value, name: null)));
        }

        var day = FhirText.Day(result.Confirmation?.QualificationDate ?? JapanTime.DateOf(result.ConfirmedAt));
        var created = FhirText.Moment(result.Confirmation?.ExecutedAt is { } executed ? new DateTimeOffset(executed, JapanTime.Offset) : result.ConfirmedAt);
        var insurer = insurers is [var only] ? only : new Reference(Display: Asked);
        var request = Add("request", new CoverageEligibilityRequest
        {
            Status = "active",
            Purpose = Purpose,
            Patient = patient,
            ServicedDate = day,
            Created = created,
            Provider = provider,
            Insurer = insurer,
        });
        Add("response", new CoverageEligibilityResponse
        {
            Status = "active",
            Purpose = Purpose,
            Patient = patient,
            ServicedDate = day,
            Created = created,
            Requestor = provider,
            Request = request,
            Outcome = verdict.Outcome == Outcome.CouldNotAsk ? "error" : "complete",
            Disposition = DispositionOf(verdict),
            Insurer = insurer,
            Insurance = coverages.Count == 0 ? null : [.. coverages.Select((coverage, at) => new Insurance(coverage, InforceOf(verdict.Outcome), FhirText.Period(records[at].ValidFrom, records[at].ValidUntil)))],
        });
        return new Bundle(new Identifier(JpCore.Uri, $"urn:uuid:{result.VisitId}"), "collection", FhirText.Moment(result.ConfirmedAt), entries);
    }

    private Reference Insurer(string role, string? number, string? name) => Add(role, FhirPeople.Insurer(number, name));

    private Reference Add(string role, Resource resource)
    {
        var id = IdOf(role);
        entries.Add(new Entry($"urn:uuid:{id}", resource with { Id = id }));
        return new Reference($"urn:uuid:{id}");
    }

    // The same again, when the same result is exported again.
    private string IdOf(string role) => new Guid([.. SHA256.HashData(Encoding.UTF8.GetBytes($"{result.VisitId}/{role}")).Take(16).Select((b, at) => at switch
    {
        6 => (byte)(b & 0x0F | 0x80),
        8 => (byte)(b & 0x3F | 0x80),
        _ => b,
    })], bigEndian: true).ToString();

    // Only "covered" is in force, only "not covered" is not; of the rest nobody knows.
    private static bool? InforceOf(Outcome outcome) => outcome switch
    {
        Outcome.Covered => true,
        Outcome.NotCovered => false,
        _ => null,
    };

    private string DispositionOf(Verdict verdict) => FhirText.Of(result.Confirmation?.ProcessingMessage ?? result.Confirmation?.ErrorMessage) is { } said
        ? $"{ResultWords.Of(verdict)} {said}"
        : ResultWords.Of(verdict);
}
