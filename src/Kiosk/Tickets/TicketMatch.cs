using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Tickets;

/// <summary>Whether a ticket fits the person who brings it, on the day of the visit (特定健診: insurer, expiry, forty to seventy-four in the fiscal year).</summary>
/// <param name="Insurance">Whether the issuer is today's insurer.</param>
/// <param name="Expiry">Whether it is still good.</param>
/// <param name="Age">Whether it is the checkup for that age.</param>
public sealed record TicketMatch(TicketFinding Insurance, TicketFinding Expiry, TicketFinding Age)
{
    private const int FirstAge = 40;
    private const int LateElderlyAge = 75;
    private const int April = 4;

    /// <summary>All of it at a glance: wrong before not judged before good.</summary>
    public TicketStanding Standing => Standings.Contains(TicketStanding.Wrong) ? TicketStanding.Wrong
        : Standings.Contains(TicketStanding.NotJudged) ? TicketStanding.NotJudged
        : TicketStanding.Good;

    private IEnumerable<TicketStanding> Standings => new[] { Insurance, Expiry, Age }.Select(TicketFindings.StandingOf);

    /// <summary>Matches a ticket with what the visit came to.</summary>
    public static TicketMatch Of(CheckupTicket ticket, KeptResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Of(ticket, result.Outcome, result.Confirmation?.Records ?? [], DayOf(result));
    }

    /// <summary>Matches a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="outcome">What the visit came to.</param>
    /// <param name="records">The qualifications that the authority gave.</param>
    /// <param name="day">The day in Japan; null where no clock could be trusted.</param>
    public static TicketMatch Of(CheckupTicket ticket, Outcome outcome, IReadOnlyList<EligibilityRecord> records, DateOnly? day)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(records);
        var valid = outcome == Outcome.Covered && records is [var one] ? one : null;
        return new(
            valid is null ? WithoutQualification(outcome) : InsuranceOf(ticket, valid),
            day is { } today ? ticket.ExpiresOn < today ? TicketFinding.Expired : TicketFinding.Unexpired : TicketFinding.ExpiryNotJudged,
            IsLateElderly(ticket, valid) ? TicketFinding.LateElderly : AgeOf(records, day));
    }

    private static TicketFinding WithoutQualification(Outcome outcome) => outcome switch
    {
        Outcome.NotCovered => TicketFinding.QualificationNotValid,
        Outcome.Covered or Outcome.NoRecord or Outcome.Several or Outcome.Unknown => TicketFinding.QualificationNotConfirmed,
        Outcome.CouldNotAsk or Outcome.PinWrong or Outcome.PinBlocked or Outcome.CardRefused or Outcome.CardRemoved
            or Outcome.AuthorityRefused or Outcome.Cancelled or Outcome.TimedOut => TicketFinding.NoAnswer,
    };

    private static TicketFinding InsuranceOf(CheckupTicket ticket, EligibilityRecord record) => InsuranceText.Fold(record.InsurerNumber) switch
    {
        "" => TicketFinding.InsurerNotProvided,
        var text => !InsurerNumber.TryParse(text, out var insurer) ? TicketFinding.InsurerUnreadable
            : insurer == ticket.Insurer ? TicketFinding.InsurerSame
            : TicketFinding.InsurerDiffers,
    };

    private static bool IsLateElderly(CheckupTicket ticket, EligibilityRecord? valid) =>
        ticket.Insurer.Kind == InsurerKind.LateElderly || InsurerNumber.KindOf(InsuranceText.Fold(valid?.InsurerNumber)) == InsurerKind.LateElderly;

    private static TicketFinding AgeOf(IReadOnlyList<EligibilityRecord> records, DateOnly? day)
    {
        DateOnly?[] births = [.. records.Select(record => (DateOnly?)record.Birthdate).Distinct()];
        return (births, day) switch
        {
            (not [not null], _) => TicketFinding.AgeNotProvided,
            (_, null) => TicketFinding.AgeNotJudged,
            _ when AgeOn(births[0]!.Value, day.Value) >= LateElderlyAge => TicketFinding.AgeSeventyFive,
            _ => AgeOn(births[0]!.Value, EndOfFiscalYear(day.Value)) switch
            {
                < FirstAge => TicketFinding.AgeUnderForty,
                >= LateElderlyAge => TicketFinding.AgeTurnsSeventyFive,
                _ => TicketFinding.AgeFits,
            },
        };
    }

    // By birthdays: who is born on the first of April turns forty in the next fiscal year, though by law that year of life ends the day before.
    private static int AgeOn(DateOnly birth, DateOnly day) => day.Year - birth.Year - ((day.Month, day.Day).CompareTo((birth.Month, birth.Day)) < 0 ? 1 : 0);

    private static DateOnly EndOfFiscalYear(DateOnly day) => new DateOnly(day.Month >= April ? day.Year + 1 : day.Year, April, 1).AddDays(-1);

    // The authority's clock before the stand's, which counts only where it was good enough to judge the certificate by.
    private static DateOnly? DayOf(KeptResult result) => result switch
    {
        // What is shown again was answered on another day; and only a clock that a time server set has it shown again.
        { RepeatOf: not null } => JapanTime.DateOf(result.EndedAt),
        { Confirmation.ExecutedAt: { } at } => DateOnly.FromDateTime(at),
        { Certificate: null or CertificateStanding.NotJudged } => null,
        _ => JapanTime.DateOf(result.EndedAt),
    };
}
