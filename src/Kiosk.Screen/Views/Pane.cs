using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Views;

/// <summary>A framed place with a title.</summary>
internal sealed class Pane : FrameView
{
    public Pane(View inside)
    {
        CanFocus = inside.CanFocus;
        BorderStyle = LineStyle.Single;
        SetScheme(Tones.Scheme);
        Add(inside);
    }

    /// <summary>Sets the title, when it is another.</summary>
    public void Name(string title)
    {
        if (Title != title)
        {
            Title = title;
        }
    }
}
