using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Model;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Views;

/// <summary>Today's visits; the selected one stays selected when others come.</summary>
internal sealed class HistoryTable : TableView
{
    private readonly ScreenModel model;
    private VisitRows? rows;

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
        Style.RowColorGetter = args => rows is { } all && args.RowIndex < all.Results.Count ? Tones.Row(Verdicts.Tone(all.Results[args.RowIndex].Outcome)) : null;
    }

    /// <summary>The selected visit.</summary>
    public KeptResult? Selected => rows is { } all && Value?.SelectedCell.Y is { } y && y >= 0 && y < all.Results.Count ? all.Results[y] : null;

    public void Refresh()
    {
        var next = new VisitRows(model, Viewport.Width);
        if (next.LooksLike(rows))
        {
            return;
        }

        var selected = Selected?.VisitId;
        rows = next;
        Table = next;
        var index = next.Results.ToList().FindIndex(r => r.VisitId == selected);
        if (index > 0)
        {
            SetSelection(0, index, extendExistingSelection: false);
            EnsureCursorIsVisible();
        }
    }
}
