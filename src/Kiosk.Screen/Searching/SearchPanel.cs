using System.Drawing;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Searching;

/// <summary>The open search on top of the screen: a field of Terminal.Gui's, for the input method, and below it what was found.</summary>
internal sealed class SearchPanel : FrameView
{
    private readonly ScreenModel model;
    private readonly TextField input = new() { X = 0, Y = 0, Width = Dim.Fill(), Height = 1 };
    private readonly Button days = Choice();
    private readonly Button outcomes = Choice();
    private readonly LinesView found;

    public SearchPanel(ScreenModel model)
    {
        this.model = model;
        CanFocus = true;
        Visible = false;
        BorderStyle = LineStyle.Double;
        SetScheme(Tones.Scheme);
        input.SetScheme(Tones.Input);
        input.TextChanged += (_, _) => model.Search.Type(input.Text);
        outcomes.X = Pos.Right(days) + 3;
        days.Accepting += (_, e) => Ask(QuestionKind.SearchDays, e);
        outcomes.Accepting += (_, e) => Ask(QuestionKind.SearchOutcomes, e);
        found = new LinesView(width => [.. SearchContent.Head(model, width), .. SearchContent.Rows(model, width)])
        {
            Y = 2,
            Wheeled = model.Search.Choose,
            Clicked = (row, isTwice) => model.Search.Point(row - HeadRows, isTwice),
        };
        Add(input, days, outcomes, found);
    }

    /// <summary>How many rows of it are seen.</summary>
    public int Rows => Math.Max(1, found.Viewport.Height - HeadRows);

    private int HeadRows => SearchContent.Head(model, found.Viewport.Width).Count;

    /// <summary>Shows the search, or not. True when what is typed goes elsewhere from now on.</summary>
    public bool Refresh(Rectangle place, bool isTooSmall)
    {
        var isShown = model.Search.IsOpen && !isTooSmall;
        if (isShown && Frame != place)
        {
            Frame = place;
        }

        Visible = isShown;
        Title = model.Words[Word.PaneSearch];
        if (input.Text != model.Search.Text)
        {
            input.Text = model.Search.Text;
        }

        Name(days, SearchContent.Days(model), model.Search.Filter.HasDays);
        Name(outcomes, SearchContent.Outcomes(model), model.Search.Filter is not { Outcome: null, Pending: null });
        if (isShown)
        {
            model.Search.Show(Rows);
        }

        found.Refresh();
        // A record or a form that stands over it is what is typed at.
        var isTyped = isShown && model.Opened.State == RecordState.Nothing && model.Form.Open is null;
        if (isTyped && !input.HasFocus)
        {
            input.SetFocus();
        }

        return !isTyped && input.HasFocus;
    }

    private void Ask(QuestionKind kind, CommandEventArgs e)
    {
        e.Handled = true;
        model.Staff.Ask(kind);
    }

    private static void Name(Button button, string text, bool isSet)
    {
        if (button.Text != text)
        {
            button.SetScheme(Tones.Row(isSet ? Tone.Attention : Tone.Idle));
            button.Text = text;
            button.Width = Cells.Width(text);
        }
    }

    private static Button Choice() => new() { CanFocus = false, NoDecorations = true, ShadowStyle = null, X = 0, Y = 1, Height = 1 };
}
