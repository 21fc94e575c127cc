using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using Line = Kiosk.Screen.Texts.Line;

namespace Kiosk.Screen.Views;

/// <summary>The question on top, with its answers as buttons for the mouse; keys answer it from anywhere.</summary>
internal sealed class QuestionPanel : FrameView
{
    private const int Widest = 64;
    private const int Around = 4;

    private readonly List<Button> buttons = [];
    private readonly LinesView body;
    private Question? question;
    private bool isTyping;

    public QuestionPanel()
    {
        CanFocus = false;
        Visible = false;
        BorderStyle = LineStyle.Double;
        X = Pos.Center();
        Y = Pos.Center();
        SetScheme(Tones.Alert);
        body = new LinesView(Body);
        Add(body);
    }

    /// <summary>Shows a question, or none.</summary>
    /// <param name="next">The question.</param>
    /// <param name="screenWidth">The columns of the screen.</param>
    /// <param name="typing">Staff are typing in a form, below the question.</param>
    public void Show(Question? next, int screenWidth, bool typing)
    {
        if (isTyping == typing && Same(question, next) && Frame.Width == Math.Min(Widest, screenWidth - Around))
        {
            question = next;
            return;
        }

        question = next;
        isTyping = typing;
        Visible = next is not null;
        if (next is not null)
        {
            Title = next.Title;
            Width = Math.Min(Widest, screenWidth - Around);
            Height = Body(Math.Min(Widest, screenWidth - Around) - 2).Count + next.Answers.Count + 3;
            Place(next);
        }

        SuperView?.SetNeedsLayout();
        SetNeedsDraw();
    }

    private void Place(Question asked)
    {
        foreach (var old in buttons)
        {
            Remove(old);
            old.Dispose();
        }

        buttons.Clear();
        foreach (var answer in asked.Answers)
        {
            var button = new Button
            {
                Text = $"{KeyNames.Of(answer.Key, isTyping)}  {answer.Label}",
                CanFocus = false,
                NoDecorations = true,
                ShadowStyle = null,
                X = 2,
                Y = Pos.AnchorEnd(asked.Answers.Count - buttons.Count),
            };
            button.SetScheme(Tones.Row(Tone.Strong));
            button.Accepting += (_, e) =>
            {
                e.Handled = true;
                answer.Act();
            };
            buttons.Add(button);
            Add(button);
        }
    }

    private IReadOnlyList<Line> Body(int width) => question is null
        ? []
        : [Line.Empty, .. question.Body.SelectMany(text => Cells.Wrap(text, width - 4).Select(l => Line.Of("  " + l)))];

    private static bool Same(Question? one, Question? other) => one?.Kind == other?.Kind && one?.Title == other?.Title
        && (one is null || (one.Body.SequenceEqual(other!.Body, StringComparer.Ordinal) && one.Answers.Count == other.Answers.Count));
}
