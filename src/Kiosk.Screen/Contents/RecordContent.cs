using System.Globalization;
using Kiosk.Alternatives;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Pending;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Contents;

/// <summary>A kept result in full: what it came to, and every qualification with the labels of the official app.</summary>
internal sealed class RecordContent(Words words, Shown shown, DateOnly today)
{
    /// <summary>
    /// All lines of a result: what it came to, how the rest is to be read, the ticket, the authority's own words, then the person. Where the qualification is not valid,
    /// every line of it is crossed, so that none can be taken for itself.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="width">The width of its place.</param>
    /// <param name="isAlone">Nothing beside it says why it came to that.</param>
    public IReadOnlyList<Line> Of(KeptResult result, int width, bool isAlone = false)
    {
        var records = result.Confirmation?.Records ?? [];
        var heading = Verdicts.Titled(result.Outcome, words);
        return
        [
            .. Marked($" {heading}", Verdicts.Tone(result.Outcome), width),
            .. result.RepeatOf is { } earlier ? Line.Paragraph(words.Format(Word.AsOf, Day(JapanTime.DateOf(earlier.ConfirmedAt))), width, Tone.Attention) : [],
            .. result.Settlement is { } settled ? Line.Paragraph(shown.Text(Of(settled)), width, Tone.Strong) : [],
            .. records.Count == 0 ? [] : Reference(result.Outcome, width),
            .. TicketContent.Glance(result, words, new Fields(words, shown, width)),
            .. isAlone && result.Outcome != Outcome.Covered ? Line.Paragraph(words.Means(result.Outcome, result.Reason), width) : [],
            .. Said(result, new Fields(words, shown, width)),
            .. records.Count == 0 ? Line.Paragraph(words[Word.RecordNothing], width, Tone.Dim) : [],
            .. records.SelectMany((record, i) => (IEnumerable<Line>)
            [
                .. records.Count > 1 ? [Line.Of(words.Format(Word.RecordOf, i + 1), Tone.Strong), .. Reference(result.Outcome, width)] : Array.Empty<Line>(),
                .. Qualification(result, record, width),
            ]),
            .. About(result, new Fields(words, shown, width)),
        ];
    }

    private string Of(Settlement settled) => settled switch
    {
        { Cause: { } cause } => $"{words[PaperWords.Of(settled.End)]}: {words[PaperWords.Of(cause)]} {settled.Note}",
        _ => words[PaperWords.Of(settled.End)],
    };

    private IEnumerable<Line> Qualification(KeptResult result, EligibilityRecord record, int width)
    {
        var isCrossed = result.Outcome == Outcome.NotCovered;
        var fields = new Fields(words, shown, isCrossed ? width - Cells.Width(Line.Cross) : width);
        var lines = new QualificationContent(words, shown, fields).Of(record, result.Outcome == Outcome.Covered ? AskedOn(result) : null);
        return isCrossed ? lines.Select(line => line.Crossed()) : lines;
    }

    private static DateOnly AskedOn(KeptResult result) => result.Confirmation?.QualificationDate ?? JapanTime.DateOf(result.ConfirmedAt);

    // Only one outcome makes a qualification one that counts today.
    private IEnumerable<Line> Reference(Outcome outcome, int width) => outcome switch
    {
        Outcome.Covered => [],
        Outcome.NotCovered => Marked(words[Word.RecordReference], Tone.Bad, width),
        _ => Marked(words[Word.RecordUnjudged], Tone.Attention, width),
    };

    /// <summary>A filled line, which stays where it is when the rest is scrolled.</summary>
    public static IEnumerable<Line> Marked(string text, Tone tone, int width) => [new Line([new Span(Cells.Fit(text, width), tone)], tone)];

    // The authority's words as they are, also with good answers: they stand where nobody has to scroll for them.
    private IEnumerable<Line> Said(KeptResult result, Fields fields)
    {
        var confirmation = result.Confirmation;
        return
        [
            .. fields.Optional(Word.RecordMessage, confirmation?.ErrorMessage),
            .. fields.Optional(Word.RecordCode, confirmation?.ErrorCode),
            .. fields.Optional(Word.RecordMessage, confirmation?.ProcessingMessage),
            .. fields.Optional(Word.RecordCode, confirmation?.ProcessingCode),
            .. fields.Optional(Word.RecordMessage, result.AuthorityMessage),
            .. confirmation is not null && AskedOn(result) != JapanTime.DateOf(result.ConfirmedAt) ? fields.Note(words[Word.RecordAskedOther]) : [],
        ];
    }

    private IEnumerable<Line> About(KeptResult result, Fields fields)
    {
        var confirmation = result.Confirmation;
        return
        [
            .. TicketContent.Paper(result.Ticket, words, fields),
            Line.Empty,
            .. fields.Optional(Word.RecordCertificate, result.Certificate == CertificateStanding.Ok ? words[Word.CertificateInDate] : words.About(result.Certificate)),
            .. fields.Optional(Word.RecordAsked, Day(confirmation?.QualificationDate)),
            .. fields.Of(Word.RecordTime, Time(result.ConfirmedAt)),
            .. fields.Optional(Word.RecordVisit, result.RepeatOf is null ? null : Time(result.EndedAt)),
            .. fields.Of(Word.RecordMethod, result.Source == ResultSource.FaceReader ? words[Word.SourceFaceReader] : words.Of(result.Method)),
            .. fields.Optional(Word.RecordStaff, result.Staff),
            .. fields.Of(Word.RecordKept, result.IsUndated ? words[Word.KeptUndated] : $"{Day(result.LastDay)} ({KeptDays.Of(KeptDays.Of(result, today), words)})"),
        ];
    }

    private static string Time(DateTimeOffset at) => JapanTime.At(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A date of a record: the day, or what came instead of one.</summary>
    public static string? Date(RecordDate? date) => date?.Unread ?? Day(date);

    public static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
