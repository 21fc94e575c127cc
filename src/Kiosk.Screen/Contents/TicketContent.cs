using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;

namespace Kiosk.Screen.Contents;

/// <summary>A ticket: whether it fits in one glance, why, and what stands on it.</summary>
internal static class TicketContent
{
    /// <summary>Whether it fits, and the three reasons; on top of the record, because the visitor waits for it.</summary>
    public static IEnumerable<Line> Glance(KeptResult result, Words words, Fields fields)
    {
        if (result is not { Ticket: { } ticket, Match: { } match })
        {
            return [];
        }

        return
        [
            .. RecordContent.Marked($" {Titled(match.Standing, words)}", Tone(match.Standing), fields.Width),
            .. new[] { match.Insurance, match.Expiry, match.Age }.SelectMany(finding => Finding(finding, ticket, words, fields.Width)),
            .. match.Standing == TicketStanding.Wrong ? StateContent.Next(words, words[IsForOtherCheckup(match) ? Word.TicketOtherNext : Word.TicketWrongNext], fields.Width) : [],
            .. fields.Optional(Word.LabelSelfPay, ticket.SelfPay),
        ];
    }

    /// <summary>What else stands on it.</summary>
    public static IEnumerable<Line> Paper(CheckupTicket? ticket, Words words, Fields fields) => ticket is null
        ? []
        :
        [
            .. fields.Section(Word.TicketTitle),
            .. ticket.Number is { } number
                ? [.. fields.Number(Word.LabelTicketNumber, number.Value), .. fields.Of(Word.LabelTicketKind, words.Format(Word.TicketYearAndKind, number.FiscalYear, words.Of(number)))]
                : fields.Absent(Word.LabelTicketNumber, Word.TicketNoNumber),
            .. fields.Number(Word.LabelInsurerNumber, ticket.Insurer.Value),
            .. fields.Of(Word.LabelTicketExpiry, RecordContent.Day(ticket.ExpiresOn)),
        ];

    /// <summary>A line about the ticket of a visit, without anything that stands on it.</summary>
    public static IEnumerable<Line> Of(VisitView visit, Words words) => visit switch
    {
        { HasTicket: false } => [],
        { Match: { } match } => [Line.Of(Titled(match, words), Tone(match))],
        _ => [Line.Of(words[Word.TicketNoted], Texts.Tone.Strong)],
    };

    public static string Symbol(TicketStanding standing) => standing switch
    {
        TicketStanding.Good => "〇",
        TicketStanding.Wrong => "✕",
        TicketStanding.NotJudged => "？",
    };

    private static Tone Tone(TicketStanding standing) => standing switch
    {
        TicketStanding.Good => Texts.Tone.Good,
        TicketStanding.Wrong => Texts.Tone.Bad,
        TicketStanding.NotJudged => Texts.Tone.Unasked,
    };

    private static string Titled(TicketStanding standing, Words words) => $"{Symbol(standing)} {words.Of(standing)}";

    private static bool IsForOtherCheckup(TicketMatch match) => match.Age is TicketFinding.LateElderly or TicketFinding.AgeSeventyFive;

    private static IEnumerable<Line> Finding(TicketFinding finding, CheckupTicket ticket, Words words, int width)
    {
        var standing = TicketFindings.StandingOf(finding);
        var text = string.Format(CultureInfo.InvariantCulture, words.Of(finding), RecordContent.Day(ticket.ExpiresOn));
        return Line.Paragraph($"{Symbol(standing)} {text}", width, standing == TicketStanding.Good ? Texts.Tone.Plain : Tone(standing));
    }
}
