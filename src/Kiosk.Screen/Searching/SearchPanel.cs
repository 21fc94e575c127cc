using System.Drawing;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Searching;

/// <summary>The open search on top of the screen: a field of Terminal.Gui's, for the input method, and below it what was found.</summary>
internal sealed class SearchPanel : FrameView
{
    private readonly ScreenModel model;
    private readonly TextField input = new() { X = 0, Y = 0, Width = Dim.Fill(), Height = 1 };
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
        found = new LinesView(width => SearchContent.Of(model, width)) { Y = 1 };
        Add(input, found);
    }

    /// <summary>How many rows of it are seen.</summary>
    public int Rows => Math.Max(1, found.Viewport.Height - 3);

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

        found.Refresh();
        found.Show(SearchContent.ChosenRow(model, found.Viewport.Width));
        // A record or a form that stands over it is what is typed at.
        var isTyped = isShown && model.Opened.State == RecordState.Nothing && model.Form.Open is null;
        if (isTyped && !input.HasFocus)
        {
            input.SetFocus();
        }

        return !isTyped && input.HasFocus;
    }
}
