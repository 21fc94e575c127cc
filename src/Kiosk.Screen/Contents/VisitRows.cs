using System.Globalization;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Contents;

/// <summary>Today's visits as a table: time, name, outcome, method, kept until. Cells are fitted here, so that every row lines up.</summary>
internal sealed class VisitRows : ITableSource
{
    private const int TimeWidth = 5;
    private const int DateWidth = 10;
    private const int MethodWidth = 8;
    private const int Separators = 5;

    private readonly string[][] rows;

    public VisitRows(ScreenModel model, int width)
    {
        var words = model.Words;
        var rest = Math.Max(0, width - TimeWidth - MethodWidth - DateWidth - Separators);
        var outcome = Math.Min(24, rest / 2);
        int[] widths = [TimeWidth, rest - outcome, outcome, MethodWidth, DateWidth];
        Word[] columns = [Word.ColumnTime, Word.ColumnName, Word.ColumnOutcome, Word.ColumnMethod, Word.ColumnKept];
        ColumnNames = Fitted([.. columns.Select(c => words[c])], widths);
        Results = model.Today.Results;
        rows = [.. Results.Select(r => Fitted(Row(model, r), widths))];
    }

    public IReadOnlyList<KeptResult> Results { get; }

    public string[] ColumnNames { get; }

    public int Columns => ColumnNames.Length;

    public int Rows => rows.Length;

    public object this[int row, int col] => rows[row][col];

    /// <summary>Whether two tables would look the same.</summary>
    public bool LooksLike(VisitRows? other) => other is not null && ColumnNames.SequenceEqual(other.ColumnNames) && Rows == other.Rows
        && rows.Zip(other.rows).All(pair => pair.First.SequenceEqual(pair.Second)) && Results.Zip(other.Results).All(pair => pair.First.VisitId == pair.Second.VisitId);

    private static string[] Row(ScreenModel model, KeptResult result) =>
    [
        JapanTime.At(result.EndedAt).ToString("HH:mm", CultureInfo.InvariantCulture),
        result.Confirmation?.Records is [var record, ..] && record.Name is { Length: > 0 } name ? model.Shown.Text(name) : model.Words[Word.NameNone],
        Verdicts.Titled(result.Outcome, model.Words),
        model.Words.Short(result.Method),
        RecordContent.Date(result.LastDay)!,
    ];

    private static string[] Fitted(string[] cells, int[] widths) => [.. cells.Select((cell, i) => Cells.Fit(cell, widths[i]))];
}
