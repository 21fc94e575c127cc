using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Model;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Views;

/// <summary>
/// Today's visits. On top, the newest is selected whichever comes; one that staff went to stays selected until the next visitor is there, for whom it is not meant.
/// </summary>
internal sealed class HistoryTable : TableView
{
    private readonly ScreenModel model;
    private VisitRows? rows;
    private Guid? atStand;

    public HistoryTable(ScreenModel model)
    {
        this.model = model;
        Width = Dim.Fill();
        Height = Dim.Fill();
        FullRowSelect = true;
        MultiSelect = false;
        // Letters answer questions; they do not search.
        CollectionNavigator = null;
        KeyBindings.ReplaceCommands(Key.Home, Command.Start);
        KeyBindings.ReplaceCommands(Key.End, Command.End);
        SetScheme(Tones.Scheme);
        Style.ShowHorizontalHeaderOverline = false;
        Style.ShowHorizontalHeaderUnderline = false;
        Style.ShowVerticalCellLines = false;
        Style.ShowVerticalHeaderLines = false;
        Style.AlwaysShowHeaders = true;
        // Else it looks selected, as the row below it.
        Style.HeaderScheme = Tones.Header;
        Style.RowColorGetter = args => rows is { } all && args.RowIndex < all.Results.Count ? Tones.Row(Verdicts.Tone(all.Results[args.RowIndex].Outcome)) : null;
    }

    /// <summary>The selected visit.</summary>
    public KeptResult? Selected => rows is { } all && Value?.SelectedCell.Y is { } y && y >= 0 && y < all.Results.Count ? all.Results[y] : null;

    public void Refresh()
    {
        var next = new VisitRows(model, Viewport.Width);
        var begins = model.Now?.Visit is { } visit && visit.Id != atStand;
        atStand = model.Now?.Visit?.Id;
        if (next.LooksLike(rows) && !begins)
        {
            return;
        }

        var selected = begins || Value?.SelectedCell.Y is null or 0 ? null : Selected?.VisitId;
        rows = next;
        Table = next;
        if (next.Rows > 0)
        {
            SetSelection(0, Math.Max(0, next.Results.ToList().FindIndex(r => r.VisitId == selected)), extendExistingSelection: false);
            EnsureCursorIsVisible();
        }
    }
}
