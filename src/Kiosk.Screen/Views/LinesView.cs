using Kiosk.Screen.Texts;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Kiosk.Screen.Views;

/// <summary>Draws lines that are made for its width. Asks for a redraw only when they look different.</summary>
internal sealed class LinesView : View
{
    private const int WheelRows = 3;

    private readonly Func<int, IReadOnlyList<Line>> content;
    private readonly Func<string>? more;
    private IReadOnlyList<Line> lines = [];
    private int first;

    /// <param name="content">The lines for a width.</param>
    /// <param name="more">What the last row says when lines are left below it.</param>
    public LinesView(Func<int, IReadOnlyList<Line>> content, Func<string>? more = null)
    {
        this.content = content;
        this.more = more;
        CanFocus = false;
        Width = Dim.Fill();
        Height = Dim.Fill();
    }

    /// <summary>The wheel of the mouse scrolls it.</summary>
    public bool IsScrolled { get; init; }

    /// <summary>What else the wheel does, by so many rows.</summary>
    public Action<int>? Wheeled { get; init; }

    /// <summary>What a click on a row of this view does, and whether it was the second of two.</summary>
    public Action<int, bool>? Clicked { get; init; }

    public void Refresh()
    {
        var next = content(Viewport.Width);
        if (!Same(lines, next))
        {
            lines = next;
            SetNeedsDraw();
        }
    }

    /// <summary>Moves by so many rows, within what there is.</summary>
    public void Scroll(int rows)
    {
        first = Math.Clamp(first + rows, 0, Last);
        SetNeedsDraw();
    }

    /// <summary>Moves as little as is needed to have a row in sight.</summary>
    public void Show(int row)
    {
        if (Viewport.Height == 0)
        {
            // It has no place yet: there is nothing to bring into sight.
            return;
        }

        var next = Math.Clamp(first, Math.Max(0, row - Viewport.Height + 1), Math.Max(0, row));
        if (next != first)
        {
            first = next;
            SetNeedsDraw();
        }
    }

    /// <summary>Begins with a row.</summary>
    public void ScrollTo(int row)
    {
        if (row != first)
        {
            first = row;
            SetNeedsDraw();
        }
    }

    public void ScrollToTop() => first = 0;

    private int Last => Math.Max(0, lines.Count - Viewport.Height);

    // What stands large on top says how all the rest is to be read: it stays.
    private int Pinned => lines.TakeWhile(l => l.Banner is not null).Count();

    protected override bool OnMouseEvent(Mouse mouse)
    {
        var wheeled = mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : 0;
        var isTwice = mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked);
        if (wheeled != 0 && (Wheeled ?? (IsScrolled ? Scroll : null)) is { } turned)
        {
            turned(wheeled);
        }
        else if (Clicked is { } clicked && mouse.Position is { } at && (isTwice || mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked)))
        {
            clicked(at.Y, isTwice);
        }
        else
        {
            return false;
        }

        return true;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        lines = content(Viewport.Width);
        first = Math.Clamp(first, 0, Last);
        var pinned = Pinned;
        for (var row = 0; row < Viewport.Height; row++)
        {
            var index = row < pinned ? row : first + row;
            var isCut = row == Viewport.Height - 1 && index < lines.Count - 1 && more is not null;
            Draw(row, isCut ? Line.Of(more!(), Tone.Attention) : index < lines.Count ? lines[index] : Line.Empty);
        }

        return true;
    }

    private void Draw(int row, Line line)
    {
        var rest = Viewport.Width;
        Move(0, row);
        foreach (var span in line.Spans)
        {
            var text = Cells.Width(span.Text) <= rest ? span.Text : Cells.Fit(span.Text, rest);
            SetAttribute(line.Banner is { } banner ? Tones.Banner(banner) : Tones.Text(span.Tone));
            AddStr(text);
            rest -= Cells.Width(text);
        }

        SetAttribute(line.Banner is { } fill ? Tones.Banner(fill) : Tones.Text(Tone.Plain));
        AddStr(new string(' ', rest));
    }

    private static bool Same(IReadOnlyList<Line> one, IReadOnlyList<Line> other) => one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.Banner == pair.Second.Banner && pair.First.Spans.SequenceEqual(pair.Second.Spans));
}
