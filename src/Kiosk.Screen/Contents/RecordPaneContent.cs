using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>What stands in a place for a record: the record, or why there is none.</summary>
internal static class RecordPaneContent
{
    public static IReadOnlyList<Line> Of(ScreenModel model, RecordSlot slot, int width) => slot switch
    {
        { Result: { } result } when slot == model.Opened => [.. Record(model, result, width, isAlone: true), .. Told(model, Word.HelpExport, width)],
        { Result: { } result } => Record(model, result, width, isAlone: false),
        { State: RecordState.Loading } => Told(model, Word.RecordLoading, width),
        { State: RecordState.Missing } => Told(model, Word.RecordMissing, width),
        { State: RecordState.Failed } => Told(model, Word.NotReadNow, width),
        { State: RecordState.Hidden } => Told(model, Word.RecordHidden, width),
        _ => Told(model, Word.RecordNone, width),
    };

    private static IReadOnlyList<Line> Record(ScreenModel model, KeptResult result, int width, bool isAlone) => new RecordContent(model.Words, model.Shown, JapanTime.DateOf(model.Clock)).Of(result, width, isAlone);

    private static IReadOnlyList<Line> Told(ScreenModel model, Word word, int width) => [.. Line.Paragraph(model.Words[word], width, Tone.Dim)];
}
