using System.Text.Json.Serialization;
using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Records;

/// <summary>What is kept of a visit until its last day.</summary>
public sealed record KeptResult
{
    /// <summary>The visit.</summary>
    public required Guid VisitId { get; init; }

    /// <summary>When its outcome was known.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When it was kept the clock could not be trusted: the times are dated anew once it can, and until then nobody knows its last day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUndated { get; init; }

    /// <summary>How identity was confirmed.</summary>
    public required IdentityMethod Method { get; init; }

    /// <summary>Where it comes from. Of a face reader's visitor it is not known how identity was confirmed: <see cref="Method"/> tells nothing then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResultSource Source { get; init; }

    /// <summary>What it came to.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Who of the staff decided.</summary>
    public string? Staff { get; init; }

    /// <summary>How the card's certificate stood.</summary>
    public CertificateStanding? Certificate { get; init; }

    /// <summary>The authority's answer.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The authority's own words, on a refusal.</summary>
    public string? AuthorityMessage { get; init; }

    /// <summary>Whose visit it was, where a certificate was read. Nobody's business but the vault's.</summary>
    [JsonIgnore]
    public PersonMark? Person { get; init; }

    /// <summary>The visit whose answer this is, where the authority was not asked again; null otherwise.</summary>
    public RepeatOf? RepeatOf { get; init; }

    /// <summary>When the authority answered, where it did: the earlier moment of an answer that is only shown again.</summary>
    [JsonIgnore]
    public DateTimeOffset ConfirmedAt => RepeatOf?.ConfirmedAt ?? EndedAt;

    /// <summary>The ticket that was typed for the visit, then or later.</summary>
    public CheckupTicket? Ticket { get; init; }

    /// <summary>Whether the ticket fits; null without one.</summary>
    public TicketMatch? Match => Ticket is { } ticket ? TicketMatch.Of(ticket, this) : null;

    /// <summary>How a visit in which nobody could be asked was settled; null: it waits for staff, or there is nothing to settle.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>The last day on which it may be seen, Japan time.</summary>
    public DateOnly LastDay => Retention.LastDay(JapanTime.DateOf(ConfirmedAt));

    /// <summary>What is to be kept of a visit whose outcome is known.</summary>
    /// <exception cref="ArgumentException">The visit is still open.</exception>
    public static KeptResult Of(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit is { Outcome: { } outcome, EndedAt: { } endedAt }
            ? new KeptResult
            {
                VisitId = visit.Id,
                EndedAt = endedAt,
                Method = visit.Method,
                Outcome = outcome,
                Reason = visit.Reason,
                Staff = visit.Staff,
                Certificate = visit.Certificate?.Standing,
                Confirmation = visit.Confirmation,
                AuthorityMessage = visit.AuthorityMessage,
                RepeatOf = visit.RepeatOf,
            }
            : throw new ArgumentException("The visit is still open.", nameof(visit));
    }

    /// <summary>Never the person.</summary>
    public override string ToString() => $"result of visit {VisitId}";
}
