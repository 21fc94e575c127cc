using System.Globalization;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Contents;

/// <summary>Today's visits as a table: time, name, outcome, method, how long it is kept still, ticket. Cells are fitted here, so that every row lines up.</summary>
internal sealed class VisitRows : ITableSource
{
    private const int TimeWidth = 5;
    private const int DaysWidth = 8;
    private const int MethodWidth = 8;
    private const int TicketWidth = 6;
    private const int Separators = 6;

    // Where there is less room, the name needs it more.
    private const int WidthWithTicket = 70;

    private readonly ScreenModel model;
    private readonly Words words;
    private readonly int width;
    private readonly int[] widths;

    public VisitRows(ScreenModel model, int width)
    {
        this.model = model;
        this.width = width;
        words = model.Words;
        Results = model.Today.Results;
        var ticket = width < WidthWithTicket ? 0 : TicketWidth;
        var rest = Math.Max(0, width - TimeWidth - MethodWidth - DaysWidth - ticket - Separators);
        var outcome = Math.Min(24, rest / 2);
        widths = [TimeWidth, rest - outcome, outcome, MethodWidth, DaysWidth, ticket];
        Word[] columns = [Word.ColumnTime, Word.ColumnName, Word.ColumnOutcome, Word.ColumnMethod, Word.ColumnKept, Word.KeyTicket];
        columns = ticket > 0 ? columns : columns[..^1];
        ColumnNames = [.. columns.Select((c, i) => Cells.Fit(words[c], widths[i]))];
    }

    public IReadOnlyList<KeptResult> Results { get; }

    public string[] ColumnNames { get; }

    public int Columns => ColumnNames.Length;

    public int Rows => Results.Count;

    /// <summary>Made when it is drawn: of a long list only a few rows ever are.</summary>
    public object this[int row, int col] => Cells.Fit(Cell(Results[row], col), widths[col]);

    /// <summary>Whether it is the same list in the same language for the same width.</summary>
    public bool LooksLike(VisitRows? other) => ReferenceEquals(Results, other?.Results) && width == other?.width && words.Language == other.words.Language;

    private string Cell(KeptResult result, int column) => column switch
    {
        0 => JapanTime.At(result.EndedAt).ToString("HH:mm", CultureInfo.InvariantCulture),
        1 => result.Confirmation?.Records is [var record, ..] && Name(record) is { Length: > 0 } name ? name : words[Word.NameNone],
        2 => result.RepeatOf is { } earlier ? AsOf(result, earlier) : result.Settlement is not null ? Settled(result) : Verdicts.Titled(result.Outcome, words),
        3 => result.Source == ResultSource.FaceReader ? words[Word.SourceFace] : words.Short(result.Method),
        4 => KeptDays.Of(KeptDays.Of(result, model.Today.Day), words),
        _ => result.Match is { } match ? $"  {TicketContent.Symbol(match.Standing)}" : "",
    };

    // The day before the words, which may be cut off.
    private string AsOf(KeptResult result, RepeatOf earlier) =>
        $"{Verdicts.Symbol(result.Outcome)} ({JapanTime.At(earlier.ConfirmedAt).ToString("MM-dd", CultureInfo.InvariantCulture)}) {words.Of(result.Outcome)}";

    private string Settled(KeptResult result) => $"{Verdicts.Symbol(result.Outcome)} {words[Word.SettledMark]} {words.Of(result.Outcome)}";

    // Where a kanji arrived as ●, the kana beside it tell people apart.
    private string Name(EligibilityRecord record) => Shown.HasUnknown(record.Name) ? $"{model.Shown.Text(record.Name)} {model.Shown.Kana(record.NameKana)}" : model.Shown.Text(record.Name);
}
