using System.Globalization;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Pending;

/// <summary>The list of what waits for staff, as lines.</summary>
internal static class PendingContent
{
    private const string Mark = ">";

    public static IReadOnlyList<Line> Of(ScreenModel model, int width)
    {
        var words = model.Words;
        var list = model.Pending.List;
        var row = 0;
        return
        [
            .. Line.Paragraph(words[Word.PendingKeys], width, Tone.Dim),
            .. model.Pending.HasFailed ? Line.Paragraph(words[Word.NotReadNow], width, Tone.Attention) : [],
            .. model.Staff.Notice is { } notice ? Line.Paragraph(notice, width, Tone.Attention) : [],
            Row(words[Word.PendingWithoutCard], Tone.Plain),
            // A list that is not there is no empty list.
            .. model.Pending.IsLoaded ? Rows() : [],
        ];

        IEnumerable<Line> Rows() =>
        [
            Line.Empty,
            Line.Of($"[{words[Word.PendingVisits]} {list.Visits.Count}]", Tone.Strong),
            .. list.Visits.Select(visit => Row($"{Time(visit.EndedAt)} {Verdicts.Titled(visit.Outcome, words)}  {words.Means(visit.Outcome, visit.Reason)}", Tone.Plain)),
            .. list.Visits.Count == 0 ? [Line.Of($"  {words[Word.PendingNone]}", Tone.Dim)] : Array.Empty<Line>(),
            Line.Empty,
            Line.Of($"[{words[Word.PendingChecks]} {list.Checks.Count}]", Tone.Strong),
            .. list.Checks.Select(check => Row(
                $"{Time(check.CheckedAt)} {words[PaperWords.Of(check.Route)]}{(check.IsContradicted ? "  " + words[Word.CheckDiffers] : "")}", check.IsContradicted ? Tone.Attention : Tone.Plain)),
        ];

        Line Row(string text, Tone tone)
        {
            var isChosen = row++ == model.Pending.Chosen;
            return Line.Of(Cells.Fit($"{(isChosen ? Mark : " ")} {text}", width), isChosen ? Tone.Strong : tone);
        }
    }

    /// <summary>The line of the chosen row.</summary>
    public static int ChosenRow(ScreenModel model, int width) => model.Pending.IsOpen
        ? Of(model, width).ToList().FindIndex(line => line.Text.StartsWith(Mark, StringComparison.Ordinal))
        : 0;

    /// <summary>A kept check, as the lines of a question.</summary>
    public static IEnumerable<string> Of(CheckView view, Words words, Shown shown) =>
    [
        $"{Time(view.Check.CheckedAt)}  {words[Word.Staff]} {shown.Text(view.Check.Staff)}",
        .. view.Check.Fields.Select(one => $"{words[PaperWords.Of(one.Field)]}: {Value(one, words, shown)}"),
        $"{words[Word.RecordKept]}: {(view.Check.IsUndated ? words[Word.KeptUndated] : RecordContent.Day(view.Check.LastDay))}",
        .. view.Contradictions.Count == 0 ? [] : new[] { $"{words[Word.CheckDiffers]}: {string.Join(" / ", view.Contradictions.Select(how => words[PaperWords.Of(how)]))}" },
    ];

    private static string Value(TypedField one, Words words, Shown shown) => one.Field switch
    {
        PaperField.InsurerNumber or PaperField.Symbol or PaperField.Number => shown.Number(one.Text),
        PaperField.CardSeen => words[Word.CardSeenYes],
        PaperField.Sex => words.Code("Sex", one.Text),
        _ => shown.Text(one.Text),
    };

    private static string Time(DateTimeOffset at) => JapanTime.At(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
