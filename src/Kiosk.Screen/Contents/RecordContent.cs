using System.Globalization;
using Kiosk.Records;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Contents;

/// <summary>A kept result in full: what it came to, and every qualification with the labels of the official app.</summary>
internal sealed class RecordContent(Words words, Shown shown)
{
    /// <summary>All lines of a result. The person comes first, what is only for reference is marked on every qualification.</summary>
    public IReadOnlyList<Line> Of(KeptResult result, int width)
    {
        var fields = new Fields(words, shown, width);
        var records = result.Confirmation?.Records ?? [];
        IEnumerable<Line> heading = [new Line([new Span(Cells.Fit($" {Verdicts.Titled(result.Outcome, words)}", width), Verdicts.Tone(result.Outcome))], Verdicts.Tone(result.Outcome))];
        return
        [
            .. heading,
            .. records.Count == 0 ? Line.Paragraph(words[Word.RecordNothing], width, Tone.Dim) : [],
            .. records.SelectMany((record, i) => (IEnumerable<Line>)
            [
                .. records.Count > 1 ? [Line.Of(words.Format(Word.RecordOf, i + 1), Tone.Strong)] : Array.Empty<Line>(),
                .. Reference(result.Outcome, width),
                .. new QualificationContent(words, fields).Of(record),
            ]),
            .. About(result, fields),
        ];
    }

    // Only one outcome makes a qualification one that counts today.
    private IEnumerable<Line> Reference(Outcome outcome, int width) => outcome switch
    {
        Outcome.Covered => [],
        Outcome.NotCovered => Marked(Word.RecordReference, Tone.Bad, width),
        _ => Marked(Word.RecordUnjudged, Tone.Attention, width),
    };

    private IEnumerable<Line> Marked(Word word, Tone tone, int width) => [new Line([new Span(Cells.Fit(words[word], width), tone)], tone)];

    private IEnumerable<Line> About(KeptResult result, Fields fields)
    {
        var confirmation = result.Confirmation;
        return
        [
            Line.Empty,
            .. fields.Optional(Word.RecordMessage, confirmation?.ProcessingMessage),
            .. fields.Optional(Word.RecordMessage, confirmation?.ErrorMessage),
            .. fields.Optional(Word.RecordMessage, result.AuthorityMessage),
            .. fields.Optional(Word.RecordCertificate, words.About(result.Certificate)),
            .. fields.Optional(Word.RecordAsked, Date(confirmation?.QualificationDate)),
            .. fields.Of(Word.RecordTime, JapanTime.At(result.EndedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            .. fields.Of(Word.RecordMethod, words.Of(result.Method)),
            .. fields.Optional(Word.RecordStaff, result.Staff),
            .. fields.Of(Word.RecordKept, Date(result.LastDay)),
        ];
    }

    public static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
