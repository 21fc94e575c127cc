using System.Globalization;
using System.Text.Json;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Tests.Tickets;

/// <summary>Insurer, expiry, age: worked cases.</summary>
public sealed class TicketMatchTests
{
    private static readonly DateOnly Day = new(2026, 11, 28);

    [Theory]
    [InlineData("06999999", "06999999", TicketFinding.InsurerSame)]
    [InlineData("999995", "00999995", TicketFinding.InsurerSame)]
    [InlineData("00999995", "999995", TicketFinding.InsurerSame)]
    [InlineData("06999999", "０６９９９９９９", TicketFinding.InsurerSame)]
    [InlineData("06999999", "01999994", TicketFinding.InsurerDiffers)]
    [InlineData("999995", "34999995", TicketFinding.InsurerDiffers)]
    [InlineData("06999999", null, TicketFinding.InsurerNotProvided)]
    [InlineData("06999999", "", TicketFinding.InsurerNotProvided)]
    [InlineData("06999999", "06999998", TicketFinding.InsurerUnreadable)]
    [InlineData("06999999", "●", TicketFinding.InsurerUnreadable)]
    public void Insurance_OfACoveredPerson_IsComparedByItsNumber(string ticket, string? record, TicketFinding finding) =>
        Assert.Equal(finding, Match(ticket, record: Sample.Person with { InsurerNumber = record }).Insurance);

    [Theory]
    [InlineData(Outcome.NotCovered, TicketFinding.QualificationNotValid)]
    [InlineData(Outcome.NoRecord, TicketFinding.QualificationNotConfirmed)]
    [InlineData(Outcome.Several, TicketFinding.QualificationNotConfirmed)]
    [InlineData(Outcome.Unknown, TicketFinding.QualificationNotConfirmed)]
    [InlineData(Outcome.CouldNotAsk, TicketFinding.NoAnswer)]
    [InlineData(Outcome.AuthorityRefused, TicketFinding.NoAnswer)]
    [InlineData(Outcome.PinBlocked, TicketFinding.NoAnswer)]
    [InlineData(Outcome.Cancelled, TicketFinding.NoAnswer)]
    public void Insurance_WithoutAValidQualification_IsNeverTheSameWhateverTheInsurer(Outcome outcome, TicketFinding finding) =>
        Assert.Equal(finding, Match("06999999", outcome).Insurance);

    [Fact]
    public void Match_WhereTheAuthorityDidNotAnswer_IsNeverWrong() => Assert.All(Enum.GetValues<Outcome>(), outcome =>
    {
        var match = TicketMatch.Of(Ticket(), outcome, [], Day);
        Assert.Equal(outcome == Outcome.NotCovered ? TicketStanding.Wrong : TicketStanding.NotJudged, match.Standing);
    });

    [Theory]
    [InlineData("2026-11-28", TicketFinding.Unexpired)]
    [InlineData("2027-03-31", TicketFinding.Unexpired)]
    [InlineData("2026-11-27", TicketFinding.Expired)]
    public void Expiry_IsTheLastGoodDay(string expiresOn, TicketFinding finding) => Assert.Equal(finding, Match(expiresOn: expiresOn).Expiry);

    // Fiscal years end on the 31st of March.
    [Theory]
    [InlineData("1987-03-31", "2026-11-28", TicketFinding.AgeFits)]
    [InlineData("1987-04-01", "2026-11-28", TicketFinding.AgeUnderForty)]
    [InlineData("1987-03-31", "2027-03-31", TicketFinding.AgeFits)]
    [InlineData("1987-04-01", "2027-03-31", TicketFinding.AgeUnderForty)]
    [InlineData("1987-04-01", "2027-04-01", TicketFinding.AgeFits)]
    [InlineData("1971-02-03", "2026-11-28", TicketFinding.AgeFits)]
    [InlineData("1952-04-01", "2026-11-28", TicketFinding.AgeFits)]
    [InlineData("1952-03-31", "2026-11-28", TicketFinding.AgeTurnsSeventyFive)]
    [InlineData("1951-11-29", "2026-11-28", TicketFinding.AgeTurnsSeventyFive)]
    [InlineData("1951-11-28", "2026-11-28", TicketFinding.AgeSeventyFive)]
    [InlineData("1940-01-01", "2026-11-28", TicketFinding.AgeSeventyFive)]
    [InlineData("1952-02-29", "2027-02-28", TicketFinding.AgeTurnsSeventyFive)]
    [InlineData("1952-02-29", "2027-03-01", TicketFinding.AgeSeventyFive)]
    [InlineData("2025-01-01", "2026-11-28", TicketFinding.AgeUnderForty)]
    public void Age_InTheFiscalYear_IsFortyToSeventyFour(string birth, string day, TicketFinding finding) =>
        Assert.Equal(finding, Match(record: Sample.Person with { Birthdate = Date(birth) }, day: Date(day)).Age);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("19710230")]
    public void Age_WithoutADateOfBirth_IsNotJudged(string? birth) => Assert.Equal(TicketFinding.AgeNotProvided, Match(record: Sample.Person with { Birthdate = RecordDate.Of(birth) }).Age);

    [Theory]
    [InlineData("39999990", "39999990", TicketFinding.InsurerSame)]
    [InlineData("39999990", "06999999", TicketFinding.InsurerDiffers)]
    [InlineData("06999999", "39999990", TicketFinding.InsurerDiffers)]
    public void LateElderly_OnTheTicketOrInTheRecord_AreSentToTheOtherCheckupAtWhateverAge(string ticket, string record, TicketFinding insurance)
    {
        var match = Match(ticket, record: Sample.Person with { InsurerNumber = record });

        Assert.Equal((insurance, TicketFinding.LateElderly, TicketStanding.Wrong), (match.Insurance, match.Age, match.Standing));
    }

    [Fact]
    public void Match_WithNoClockToTrust_JudgesNoDate()
    {
        var match = TicketMatch.Of(Ticket(), Outcome.Covered, [Sample.Person], day: null);

        Assert.Equal((TicketFinding.ExpiryNotJudged, TicketFinding.AgeNotJudged, TicketStanding.NotJudged), (match.Expiry, match.Age, match.Standing));
    }

    [Fact]
    public void Match_SeveralRecordsOfOnePerson_StillTellsTheAge() =>
        Assert.Equal(TicketFinding.AgeFits, TicketMatch.Of(Ticket(), Outcome.Several, [Sample.Person, Sample.Person], Day).Age);

    [Theory]
    [InlineData("06999999", "2027-03-31", TicketStanding.Good)]
    [InlineData("01999994", "2027-03-31", TicketStanding.Wrong)]
    [InlineData("06999999", "2026-03-31", TicketStanding.Wrong)]
    public void Standing_OfAll_IsGoodOnlyWhenAllAre(string insurer, string expiresOn, TicketStanding standing) => Assert.Equal(standing, Match(insurer, expiresOn: expiresOn).Standing);

    // Japan's date turns at 15:00 UTC; the authority's own clock comes first.
    [Theory]
    [InlineData("2026-11-27T15:00:00Z", null, CertificateStanding.Ok, TicketFinding.Expired)]
    [InlineData("2026-11-27T14:59:59Z", null, CertificateStanding.Ok, TicketFinding.Unexpired)]
    [InlineData("2026-11-27T14:59:59Z", null, CertificateStanding.NotJudged, TicketFinding.ExpiryNotJudged)]
    [InlineData("1970-01-01T00:00:00Z", "2026-11-28T09:00:00", CertificateStanding.NotJudged, TicketFinding.Expired)]
    public void Day_OfTheVisit_IsJapansAndOfAClockThatIsTrusted(string endedAt, string? executedAt, CertificateStanding certificate, TicketFinding finding)
    {
        var result = new KeptResult
        {
            VisitId = Guid.Empty,
            EndedAt = DateTimeOffset.Parse(endedAt, CultureInfo.InvariantCulture),
            Method = IdentityMethod.Pin,
            Outcome = Outcome.Covered,
            Certificate = certificate,
            Confirmation = Sample.Confirmation() with { ExecutedAt = executedAt is null ? null : DateTime.Parse(executedAt, CultureInfo.InvariantCulture) },
            Ticket = Ticket(expiresOn: "2026-11-27"),
        };

        Assert.Equal(finding, result.Match!.Expiry);
    }

    // The answer may be an earlier one; the ticket is handed over today.
    [Fact]
    public void Day_OfAnAnswerThatIsShownAgain_IsTheVisitsAndNotTheAnswers()
    {
        var answered = new DateTimeOffset(2026, 11, 3, 10, 0, 0, JapanTime.Offset);
        var result = new KeptResult
        {
            VisitId = Guid.Empty,
            EndedAt = new DateTimeOffset(2026, 11, 28, 0, 0, 0, JapanTime.Offset),
            Method = IdentityMethod.Pin,
            Outcome = Outcome.Covered,
            Certificate = CertificateStanding.Ok,
            Confirmation = Sample.Confirmation() with { ExecutedAt = answered.DateTime, Records = [Sample.Person with { Birthdate = new DateOnly(1951, 11, 28) }] },
            RepeatOf = new RepeatOf(Guid.Empty, answered),
            Ticket = Ticket(expiresOn: "2026-11-27"),
        };

        Assert.Equal(new TicketMatch(TicketFinding.InsurerSame, TicketFinding.Expired, TicketFinding.AgeSeventyFive), result.Match);
    }

    [Fact]
    public void Result_WithATicket_TellsTheMatchInItsJson()
    {
        var result = new KeptResult
        {
            VisitId = Guid.Empty,
            EndedAt = DateTimeOffset.UnixEpoch,
            Method = IdentityMethod.Pin,
            Outcome = Outcome.CouldNotAsk,
            Certificate = CertificateStanding.Ok,
            Ticket = Ticket(),
        };
        var text = JsonSerializer.Serialize(result, DeskJson.Default.KeptResult);

        Assert.Contains("""
            "match":{"insurance":"noAnswer","expiry":"unexpired","age":"ageNotProvided","standing":"notJudged"}
            """.Trim(), text, StringComparison.Ordinal);
        Assert.Equal(Ticket(), JsonSerializer.Deserialize(text, DeskJson.Default.KeptResult)!.Ticket);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(text.Replace("06999999", "06999998", StringComparison.Ordinal), DeskJson.Default.KeptResult));
    }

    private static TicketMatch Match(string insurer = "06999999", Outcome outcome = Outcome.Covered, EligibilityRecord? record = null, DateOnly? day = null, string expiresOn = "2027-03-31") =>
        TicketMatch.Of(Ticket(insurer, expiresOn), outcome, [record ?? Sample.Person], day ?? Day);

    private static CheckupTicket Ticket(string insurer = "06999999", string expiresOn = "2027-03-31")
    {
        Assert.True(CheckupTicket.TryParse(new("26100000123", insurer, expiresOn, "1000"), out var ticket, out _));
        return ticket!;
    }

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
