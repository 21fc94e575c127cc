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

    /// <summary>How to search, and how many were found.</summary>
    public static IReadOnlyList<Line> Head(ScreenModel model, int width) =>
    [
        // Whoever has typed knows it.
        .. model.Search.Text.Length == 0 ? Line.Paragraph(model.Words[Word.SearchHint], width, Tone.Dim) : [],
        .. Line.Paragraph(model.Words[Word.SearchKeys], width, Tone.Dim),
        .. State(model, width),
    ];

    /// <summary>The rows of what was found that are seen.</summary>
    public static IEnumerable<Line> Rows(ScreenModel model, int width) => model.Search.Seen.Select(row => Row(row.Line, row.Place == model.Search.Chosen, model, width));

    /// <summary>The days that are looked through, by the key that changes them.</summary>
    public static string Days(ScreenModel model) => $"F5 {model.Words[Word.SearchDays]}: {(model.Search.Filter is { HasDays: true } some ? SearchDays.Of(some.From, some.To) : model.Words[Word.SearchAll])}";

    /// <summary>What they came to, by the key that changes it.</summary>
    public static string Outcomes(ScreenModel model) => $"F6 {model.Words[Word.ColumnOutcome]}: {model.Search.Filter switch
    {
        { Pending: true } => model.Words[Word.AnswerPending],
        { Outcome: { } outcome } => Verdicts.Titled(outcome, model.Words),
        _ => model.Words[Word.SearchAll],
    }}";

    private static IEnumerable<Line> State(ScreenModel model, int width)
    {
        var words = model.Words;
        return model.Search switch
        {
            { HasFailed: true } => Line.Paragraph(words[Word.CallFailed], width, Tone.Attention),
            { Answer: { State: SearchState.Unreadable } } => Line.Paragraph(words[Word.SearchUnreadable], width, Tone.Attention),
            { Answer: { State: SearchState.Preparing, Percent: var percent } } => Line.Paragraph(words.Format(Word.SearchPreparing, percent ?? 0), width, Tone.Busy),
            { Answer.Page.Total: > 0 and var total } => Line.Paragraph(words.Format(Word.SearchPlace, total, model.Search.Chosen + 1), width, Tone.Strong),
            { Answer.Page: not null } => Line.Paragraph(words.Format(Word.SearchFound, 0), width, Tone.Strong),
            _ => [Line.Empty],
        };
    }

    private static Line Row(ResultLine? line, bool isChosen, ScreenModel model, int width)
    {
        var mark = isChosen ? Mark : " ";
        if (line is null)
        {
            return Line.Of($"{mark} {model.Words[Word.RecordLoading]}", Tone.Dim);
        }

        var outcome = Math.Min(WidestOutcome, Math.Max(0, (width - TimeWidth - DaysWidth) / 2));
        var text = string.Concat(
            Cells.Fit($"{mark} {JapanTime.At(line.EndedAt).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}", TimeWidth), " ",
            Cells.Fit(Name(line, model), width - TimeWidth - outcome - DaysWidth - 3), " ", Cells.Fit(Verdicts.Titled(line.Outcome, model.Words), outcome), " ",
            Cells.Fit(KeptDays.Of(line.DaysLeft, model.Words), DaysWidth));
        return Line.Of(text, isChosen ? Tone.Strong : Tone.Plain);
    }

    // Kana beside it: it tells namesakes apart, and is what was heard.
    private static string Name(ResultLine line, ScreenModel model) => line.Name is { Length: > 0 } name ? $"{model.Shown.Text(name)} {model.Shown.Kana(line.NameKana)}" : model.Words[Word.NameNone];
}
