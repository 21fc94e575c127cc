using System.Drawing;
using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Health;
using Kiosk.Screen.Model;
using Kiosk.Screen.Pending;
using Kiosk.Screen.Searching;
using Kiosk.Screen.Texts;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Line = Kiosk.Screen.Texts.Line;

namespace Kiosk.Screen.Views;

/// <summary>The staff screen: places its parts, and has them refreshed whenever the model changes.</summary>
internal sealed class MainWindow : Runnable
{
    private readonly ScreenModel model;
    private readonly Keys keys;
    private readonly LinesView status;
    private readonly LinesView state;
    private readonly LinesView record;
    private readonly LinesView opened;
    private readonly LinesView pending;
    private readonly LinesView health;
    private readonly LinesView tooSmall;
    private readonly HistoryTable history;
    private readonly Pane statePane;
    private readonly Pane recordPane;
    private readonly Pane todayPane;
    private readonly Pane openedPane;
    private readonly Pane pendingPane;
    private readonly Pane healthPane;
    private readonly SearchPanel search;
    private readonly FormPanel form;
    private readonly QuestionPanel question = new();
    private readonly KeyBar keyBar;
    private readonly ChangedRows changed = new();
    private bool isLeaving;
    private Guid? openedVisit;

    public MainWindow(ScreenModel model)
    {
        this.model = model;
        keys = new Keys(model, this);
        status = new LinesView(width => [StatusContent.Of(model, width)]);
        state = new LinesView(width => [.. StateContent.Of(model, width), .. Small(width)], () => model.Words[Word.StateMore]);
        record = new LinesView(width => RecordPaneContent.Of(model, model.AtStand, width), () => model.Words[Word.RecordMore]) { IsScrolled = true };
        opened = new LinesView(width => RecordPaneContent.Of(model, model.Opened, width)) { IsScrolled = true };
        pending = new LinesView(width => PendingContent.Of(model, width)) { Wheeled = model.Pending.Choose };
        health = new LinesView(width => model.Health.IsOpen ? HealthContent.Of(model, width) : []) { IsScrolled = true };
        tooSmall = new LinesView(width => [.. Line.Paragraph(model.Words[Word.TooSmall], width, Tone.Attention)]) { Visible = false };
        history = new HistoryTable(model);
        statePane = new Pane(state);
        recordPane = new Pane(record);
        todayPane = new Pane(history);
        openedPane = new Pane(opened) { BorderStyle = LineStyle.Double, Visible = false };
        pendingPane = new Pane(pending) { BorderStyle = LineStyle.Double, Visible = false };
        healthPane = new Pane(health) { BorderStyle = LineStyle.Double, Visible = false };
        search = new SearchPanel(model);
        form = new FormPanel(model);
        keyBar = new KeyBar(model, keys);
        SetScheme(Tones.Scheme);
        Add(status, statePane, recordPane, todayPane, keyBar, pendingPane, healthPane, search, openedPane, form, question, tooSmall);
        history.Accepting += OpenSelected;
        model.Changed += OnChanged;
        model.Staff.Quit += OnQuit;
    }

    /// <summary>The visit that is selected in the list, where the list is seen.</summary>
    public KeptResult? SelectedVisit => todayPane.Visible && !model.Pending.IsOpen && !model.Health.IsOpen && !model.Search.IsOpen ? history.Selected : null;

    /// <summary>The rows of the opened record's place.</summary>
    public int RecordRows => opened.Viewport.Height;

    /// <summary>The rows of what was found.</summary>
    public int FoundRows => search.Rows;

    public void ScrollRecord(int rows) => (model.Opened.State == RecordState.Nothing && model.Health.IsOpen ? health : opened).Scroll(rows);

    /// <summary>Takes a key before any view does.</summary>
    public void TakeKey(object? sender, Key key)
    {
        if (!key.Handled && keys.Take(key))
        {
            key.Handled = true;
        }
    }

    /// <summary>Paints everything anew, over whatever else wrote to the terminal.</summary>
    public void Repaint()
    {
        changed.Forget();
        SetNeedsDraw();
    }

    /// <summary>Ends the screen.</summary>
    public void Leave()
    {
        isLeaving = true;
        RequestStop();
    }

    // Terminal.Gui binds Esc to quitting; only Leave leaves.
    protected override bool OnIsRunningChanging(bool oldIsRunning, bool newIsRunning) => !newIsRunning && !isLeaving;

    protected override void OnSubViewLayout(LayoutEventArgs args)
    {
        Arrange();
        base.OnSubViewLayout(args);
    }

    protected override void OnSubViewsLaidOut(LayoutEventArgs args)
    {
        base.OnSubViewsLaidOut(args);
        RefreshContents();
    }

    protected override void OnDrawComplete(DrawContext? context)
    {
        base.OnDrawComplete(context);
        if (App?.Driver is { } driver)
        {
            changed.Keep(driver.GetOutputBuffer());
        }
    }

    protected override void Dispose(bool disposing)
    {
        model.Changed -= OnChanged;
        model.Staff.Quit -= OnQuit;
        base.Dispose(disposing);
    }

    private void OpenSelected(object? sender, CommandEventArgs args)
    {
        args.Handled = true;
        if (SelectedVisit is { } result && model.Staff.Question is null)
        {
            model.Staff.OpenFromList(result.VisitId);
        }
    }

    private void OnQuit(object? sender, EventArgs args) => Leave();

    private void OnChanged(object? sender, EventArgs args)
    {
        if (IsInitialized)
        {
            Arrange();
            RefreshContents();
        }
    }

    private void Arrange()
    {
        var isTooSmall = ScreenLayout.IsTooSmall(Viewport.Width, Viewport.Height);
        var layout = ScreenLayout.Of(Viewport.Width, Viewport.Height, model.AtStand.State is not (RecordState.Nothing or RecordState.Hidden));
        Show(tooSmall, isTooSmall);
        Place(status, layout.Status, !isTooSmall);
        Place(statePane, layout.State, !isTooSmall);
        Place(recordPane, layout.Record, !isTooSmall);
        Place(todayPane, layout.Today, !isTooSmall);
        Place(openedPane, layout.Opened, !isTooSmall && model.Opened.State != RecordState.Nothing);
        Place(pendingPane, layout.Opened, !isTooSmall && model.Pending.IsOpen);
        Place(healthPane, layout.Opened, !isTooSmall && model.Health.IsOpen);
        Place(keyBar, layout.Keys, !isTooSmall);
        question.Show(isTooSmall ? null : model.Staff.Question, Viewport.Width, model.IsTyping);
        if (form.Refresh(Viewport.Size, isTooSmall) | search.Refresh(layout.Opened, isTooSmall))
        {
            history.SetFocus();
        }
    }

    private IEnumerable<Line> Small(int width) => ScreenLayout.IsSmall(Viewport.Width, Viewport.Height) ? Line.Paragraph(model.Words[Word.SmallScreen], width, Tone.Dim) : [];

    private void RefreshContents()
    {
        statePane.Name(model.Words[Word.PaneState]);
        recordPane.Name(model.Words[Word.PaneRecord]);
        openedPane.Name(model.Words[Word.PaneRecord]);
        pendingPane.Name(model.Words[Word.PanePending]);
        healthPane.Name(model.Words[Word.PaneHealth]);
        todayPane.Name(model.Today.HasFailed ? $"{model.Words[Word.PaneToday]}: {model.Words[Word.NotReadNow]}" : $"{model.Words[Word.PaneToday]} {model.Today.Results.Count}");
        if (openedVisit != model.Opened.Result?.VisitId)
        {
            openedVisit = model.Opened.Result?.VisitId;
            opened.ScrollToTop();
        }

        status.Refresh();
        state.Refresh();
        record.Refresh();
        opened.Refresh();
        pending.Refresh();
        pending.Show(PendingContent.ChosenRow(model, pending.Viewport.Width));
        health.Refresh();
        tooSmall.Refresh();
        history.Refresh();
        keyBar.Refresh();
    }

    private static void Place(View view, Rectangle place, bool isVisible)
    {
        if (!place.IsEmpty && view.Frame != place)
        {
            view.Frame = place;
        }

        Show(view, isVisible && !place.IsEmpty);
    }

    private static void Show(View view, bool isVisible)
    {
        if (view.Visible != isVisible)
        {
            view.Visible = isVisible;
        }
    }
}
