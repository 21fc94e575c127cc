namespace Kiosk.Tickets;

/// <summary>How something about a ticket stands.</summary>
public enum TicketStanding
{
    /// <summary>It is as it should be.</summary>
    Good,

    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>Nobody knows: the authority could not be asked, or did not provide what is needed. Never "does not match".</summary>
    NotJudged,
}

/// <summary>What is found about a ticket: of each of the three questions (insurance, expiry, age) one answer.</summary>
public enum TicketFinding
{
    /// <summary>Issued by the insurer of today's valid qualification.</summary>
    InsurerSame,

    /// <summary>Issued by another insurer than that.</summary>
    InsurerDiffers,

    /// <summary>The authority did not provide the insurer number.</summary>
    InsurerNotProvided,

    /// <summary>The authority's insurer number cannot be one.</summary>
    InsurerUnreadable,

    /// <summary>The qualification is not valid today, whatever the insurer.</summary>
    QualificationNotValid,

    /// <summary>The authority answered, but with no one qualification that is known to be valid today.</summary>
    QualificationNotConfirmed,

    /// <summary>There is no answer of the authority.</summary>
    NoAnswer,

    /// <summary>The ticket is good today.</summary>
    Unexpired,

    /// <summary>It is past its last day.</summary>
    Expired,

    /// <summary>No clock that can be trusted said what day it was.</summary>
    ExpiryNotJudged,

    /// <summary>Forty to seventy-four in this fiscal year.</summary>
    AgeFits,

    /// <summary>Seventy-four today, and seventy-five before the fiscal year ends: from that birthday on late elderly.</summary>
    AgeTurnsSeventyFive,

    /// <summary>Not forty before the fiscal year ends.</summary>
    AgeUnderForty,

    /// <summary>Seventy-five or more: the checkup of the 広域連合.</summary>
    AgeSeventyFive,

    /// <summary>Insured as late elderly (law number 39), at whatever age: the checkup of the 広域連合, not 特定健診.</summary>
    LateElderly,

    /// <summary>The authority did not provide a date of birth that can be read.</summary>
    AgeNotProvided,

    /// <summary>No clock that can be trusted said what day it was.</summary>
    AgeNotJudged,
}

/// <summary>How each finding stands.</summary>
public static class TicketFindings
{
    /// <summary>The standing of a finding.</summary>
    public static TicketStanding StandingOf(TicketFinding finding) => finding switch
    {
        TicketFinding.InsurerSame or TicketFinding.Unexpired or TicketFinding.AgeFits or TicketFinding.AgeTurnsSeventyFive => TicketStanding.Good,
        TicketFinding.InsurerDiffers or TicketFinding.QualificationNotValid or TicketFinding.Expired
            or TicketFinding.AgeUnderForty or TicketFinding.AgeSeventyFive or TicketFinding.LateElderly => TicketStanding.Wrong,
        TicketFinding.InsurerNotProvided or TicketFinding.InsurerUnreadable or TicketFinding.QualificationNotConfirmed or TicketFinding.NoAnswer
            or TicketFinding.ExpiryNotJudged or TicketFinding.AgeNotProvided or TicketFinding.AgeNotJudged => TicketStanding.NotJudged,
    };
}
