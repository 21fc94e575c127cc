using System.Globalization;
using Kiosk.Eligibility;
using Kiosk.Tickets;

namespace Kiosk.Exports.Fhir;

/// <summary>The insurance (JP_Coverage) and the checkup ticket. "active" says that the resource is, never that the insurance is valid.</summary>
internal static class FhirCoverages
{
    private const string Active = "active";

    public static Coverage Insurance(EligibilityRecord record, Reference patient, Reference payor) => new()
    {
        Meta = new Meta([JpCore.CoverageProfile]),
        Extension = Extensions(record),
        Identifier = Identifiers(record),
        Status = Active,
        Type = TypeOf(InsurerNumber.KindOf(record.InsurerNumber)) is { } code ? FhirText.Code(JpCore.CoverageType, code) : null,
        SubscriberId = FhirText.Of(record.Number) is null ? null : $"{FhirText.Wide(record.Symbol)}:{FhirText.Wide(record.Number)}",
        Beneficiary = patient,
        Dependent = FhirText.Of(record.Branch),
        Relationship = record.PersonOrFamily is "1" or "2" ? FhirText.Code(JpCore.Relationship, record.PersonOrFamily) : null,
        Period = FhirText.Period(record.ValidFrom, record.ValidUntil),
        Payor = [payor],
        CostToBeneficiary = Cost(record.ContributionRatio ?? record.ElderlyContributionRatio),
    };

    public static Coverage Ticket(CheckupTicket ticket, Reference patient, Reference payor) => new()
    {
        Status = Active,
        Type = CodeOf(ticket.Number?.Kind) is { } code ? FhirText.Code(JpCore.TicketType, code) : null,
        SubscriberId = ticket.Number?.Value,
        Beneficiary = patient,
        Period = new Period(Start: null, FhirText.Day(ticket.ExpiresOn)),
        Payor = [payor],
    };

    private static List<Extension>? Extensions(EligibilityRecord record)
    {
        var extensions = new (string Url, string? Value)[] { (JpCore.Symbol, record.Symbol), (JpCore.Number, record.Number), (JpCore.SubNumber, record.Branch) }
            .Where(one => FhirText.Of(one.Value) is not null)
            .Select(one => new Extension(one.Url, one.Url == JpCore.SubNumber ? FhirText.Of(one.Value) : FhirText.Wide(one.Value)))
            .ToList();
        return extensions.Count > 0 ? extensions : null;
    }

    // A missing part stays empty between its separators.
    private static Identifier[]? Identifiers(EligibilityRecord record) =>
        FhirPeople.Padded(record.InsurerNumber) is { } insurer && FhirText.Of(record.Number) is not null && (FhirText.Wide(record.Symbol), FhirText.Wide(record.Number), FhirText.Of(record.Branch)) is var (symbol, number, branch)
            ? [new Identifier(JpCore.MemberId, $"{insurer}:{symbol}:{number}:{branch}"), new Identifier(JpCore.CoverageId, $"\"{insurer}\",\"{symbol}\",\"{number}\",\"{branch}\"")]
            : null;

    private static string? TypeOf(InsurerKind kind) => kind switch
    {
        InsurerKind.National or InsurerKind.NationalRetired => "2",
        InsurerKind.LateElderly => "7",
        InsurerKind.Unknown or InsurerKind.SelfDefence => null,
        _ => "1",
    };

    private static string? CodeOf(TicketKind? kind) => kind switch
    {
        TicketKind.Checkup or TicketKind.Set => "1",
        TicketKind.Guidance => "2",
        TicketKind.Unknown or null => null,
    };

    // Three digits of percent.
    private static Cost[]? Cost(string? ratio) => ratio is { Length: 3 } && int.TryParse(ratio, NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
        ? [new Cost(FhirText.Code(JpCore.CopayType, "copaypct"), new Quantity(percent, "%", JpCore.Units, "%"))]
        : null;
}
