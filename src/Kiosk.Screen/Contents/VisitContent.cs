using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Screen.Contents;

/// <summary>The visit at the stand: where it stands, or what it came to.</summary>
internal static class VisitContent
{
    public static IEnumerable<Line> Of(ScreenModel model, VisitView visit, int width) =>
        visit.Outcome is { } outcome ? Ended(model, visit, outcome, width) : Open(model, visit, width);

    public static IEnumerable<Line> NotKept(Words words, int width) =>
        Line.Paragraph($"{words.NotKept.What} {words.NotKept.Next}", width, Tone.Attention);

    /// <summary>What the authority said earlier in the month; where that is shown instead of asking, that it is.</summary>
    public static IEnumerable<Line> Earlier(Words words, VisitView visit, int width)
    {
        if (visit.Earlier is not { } earlier)
        {
            return [];
        }

        var day = RecordContent.Day(JapanTime.DateOf(earlier.ConfirmedAt));
        return visit.IsRepeat
            ? Line.Paragraph(words.Format(Word.AsOf, day), width, Tone.Attention)
            : Line.Paragraph(words.Format(Word.Earlier, day, Verdicts.Titled(earlier.Outcome, words)), width);
    }

    private static IEnumerable<Line> Open(ScreenModel model, VisitView visit, int width)
    {
        var words = model.Words;
        return
        [
            .. Line.Large(words.Of(visit.State), width, visit.State == VisitPhase.Staff ? Tone.Attention : Tone.Busy),
            .. TicketContent.Of(visit, words),
            .. Tries(words, visit),
            .. BrokenCheck(words, visit, width),
            .. visit.State == VisitPhase.Asking ? [Line.Of(words.Format(Word.Elapsed, model.AskingSeconds))] : Array.Empty<Line>(),
            .. visit.Reason is { } reason ? Line.Paragraph(words.Means(reason), width) : [],
            .. StateContent.Next(words, visit.Reason is { } r && visit.State == VisitPhase.Pin ? words.Next(r) : words.Next(visit.State), width),
            .. Earlier(words, visit, width),
            .. Certificate(words, visit, width),
        ];
    }

    private static IEnumerable<Line> Ended(ScreenModel model, VisitView visit, Outcome outcome, int width)
    {
        var words = model.Words;
        var forgotten = visit.State == VisitPhase.TakeCard;
        return
        [
            .. Line.Large(Verdicts.Titled(outcome, words), width, Verdicts.Tone(outcome)),
            .. TicketContent.Of(visit, words),
            // What the authority said today is not what it said then.
            .. visit.IsRepeat ? Earlier(words, visit, width) : Line.Paragraph(words.Means(outcome, visit.Reason), width),
            .. BrokenCheck(words, visit, width),
            // Whoever goes on with a ticket that does not fit does the checkup for nothing.
            .. StateContent.Next(words, visit.Match == TicketStanding.Wrong ? words[Word.TicketStop] : words.Next(outcome, visit.Reason), width),
            .. forgotten ? Line.Paragraph($"{words.Of(visit.State)}: {words.Next(visit.State)}", width, Tone.Attention) : [],
            .. visit.Kept == false ? NotKept(words, width) : [],
            .. visit.IsRepeat ? [] : Earlier(words, visit, width),
            .. outcome is Outcome.CouldNotAsk or Outcome.AuthorityRefused ? Line.Paragraph(words[Word.PendingHint], width, Tone.Strong) : [],
            .. Certificate(words, visit, width),
            .. Said(model, visit, width),
        ];
    }

    private static IEnumerable<Line> Tries(Words words, VisitView visit) => visit is { Method: IdentityMethod.Pin, TriesLeft: { } left, State: VisitPhase.Pin or VisitPhase.Staff }
        ? [Line.Of(left == 1 ? words[Word.TryLeft] : words.Format(Word.TriesLeft, left), left == 1 ? Tone.Attention : Tone.Strong)]
        : [];

    private static IEnumerable<Line> BrokenCheck(Words words, VisitView visit, int width) =>
        visit.TriesBefore is { } before ? Line.Paragraph(words.Format(Word.TriesBefore, before), width, Tone.Attention) : [];

    private static IEnumerable<Line> Certificate(Words words, VisitView visit, int width) =>
        words.About(visit.Certificate) is { } about ? Line.Paragraph(about, width) : [];

    private static IEnumerable<Line> Said(ScreenModel model, VisitView visit, int width) => string.IsNullOrWhiteSpace(visit.AuthorityMessage)
        ? []
        : Line.Paragraph($"{model.Words[Word.AuthoritySays]} {model.Shown.Text(visit.AuthorityMessage)}", width);
}
