using System.Globalization;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Search;

namespace Kiosk.Screen.Searching;

/// <summary>What was found, as lines: when, who, what it came to, how many days it is kept still.</summary>
internal static class SearchContent
{
    private const string Mark = ">";
    private const int TimeWidth = 13;
    private const int DaysWidth = 8;
    private const int WidestOutcome = 24;

    public static IReadOnlyList<Line> Of(ScreenModel model, int width) =>
    [
        .. Line.Paragraph(model.Words[Word.SearchHint], width, Tone.Dim),
        .. Line.Paragraph(model.Words[Word.PendingKeys], width, Tone.Dim),
        .. State(model, width),
        .. model.Search.Lines.Select((line, i) => Row(line, i == model.Search.Chosen, model, width)),
    ];

    /// <summary>The line of the chosen row.</summary>
    public static int ChosenRow(ScreenModel model, int width) => Of(model, width).Count - model.Search.Lines.Count + model.Search.Chosen;

    private static IEnumerable<Line> State(ScreenModel model, int width)
    {
        var words = model.Words;
        return model.Search switch
        {
            { HasFailed: true } => Line.Paragraph(words[Word.CallFailed], width, Tone.Attention),
            { Answer: { State: SearchState.Unreadable } } => Line.Paragraph(words[Word.SearchUnreadable], width, Tone.Attention),
            { Answer: { State: SearchState.Preparing, Percent: var percent } } => Line.Paragraph(words.Format(Word.SearchPreparing, percent ?? 0), width, Tone.Busy),
            { Answer.Page: { } page } when page.Lines.Count < page.Total => Line.Paragraph(words.Format(Word.SearchNewest, page.Total, page.Lines.Count), width, Tone.Strong),
            { Answer.Page: { } page } => Line.Paragraph(words.Format(Word.SearchFound, page.Total), width, Tone.Strong),
            _ => [Line.Empty],
        };
    }

    private static Line Row(ResultLine line, bool isChosen, ScreenModel model, int width)
    {
        var words = model.Words;
        var outcome = Math.Min(WidestOutcome, Math.Max(0, (width - TimeWidth - DaysWidth) / 2));
        var days = line.DaysLeft switch { null => "-", 0 => words[Word.SearchLastDay], var left => words.Format(Word.SearchDaysLeft, left) };
        var text = string.Concat(
            Cells.Fit($"{(isChosen ? Mark : " ")} {JapanTime.At(line.EndedAt).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}", TimeWidth), " ",
            Cells.Fit(Name(line, model), width - TimeWidth - outcome - DaysWidth - 3), " ", Cells.Fit(Verdicts.Titled(line.Outcome, words), outcome), " ", Cells.Fit(days, DaysWidth));
        return Line.Of(text, isChosen ? Tone.Strong : Tone.Plain);
    }

    // Kana beside it: it tells namesakes apart, and is what was heard.
    private static string Name(ResultLine line, ScreenModel model) => line.Name is { Length: > 0 } name ? $"{model.Shown.Text(name)} {model.Shown.Kana(line.NameKana)}" : model.Words[Word.NameNone];
}
