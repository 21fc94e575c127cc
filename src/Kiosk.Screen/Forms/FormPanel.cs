using System.Drawing;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Screen.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Forms;

/// <summary>The open form on top of the screen. What is typed goes to Terminal.Gui's own text fields, which put the terminal's cursor where an input method wants it.</summary>
internal sealed class FormPanel : FrameView
{
    private const int Widest = 92;
    private const int Around = 2;
    private const int Frames = 2;

    private readonly ScreenModel model;
    private readonly LinesView body;
    private readonly List<TextField?> inputs = [];
    private readonly Button save = Mouse();
    private readonly Button back = Mouse();
    private Form? form;
    private int rows;
    private int first;
    private bool isReplacing;

    public FormPanel(ScreenModel model)
    {
        this.model = model;
        CanFocus = true;
        Visible = false;
        BorderStyle = LineStyle.Double;
        X = Pos.Center();
        Y = Pos.Center();
        SetScheme(Tones.Scheme);
        body = new LinesView(width => form is null ? [] : Content(width).Lines) { Height = Dim.Fill(1) };
        back.X = Pos.Right(save) + 2;
        save.Accepting += (_, e) =>
        {
            e.Handled = true;
            model.Form.Change(open => open.Save());
        };
        back.Accepting += (_, e) =>
        {
            e.Handled = true;
            model.Form.Back();
        };
        Add(body, save, back);
    }

    /// <summary>Shows the form that is open, or none. True when it went away: the focus must go elsewhere.</summary>
    public bool Refresh(Size screen, bool isTooSmall)
    {
        var before = form;
        form = model.Form.Open;
        // Terminal.Gui moves the focus about while fields come and go: staff did not.
        isReplacing = form != before;
        if (isReplacing)
        {
            Replace();
        }

        Visible = form is not null && !isTooSmall;
        if (form is not null && Visible)
        {
            Arrange(form, screen);
        }

        isReplacing = false;
        return before is not null && form is null;
    }

    private void Arrange(Form open, Size screen)
    {
        var width = Math.Min(Widest, screen.Width - Around);
        rows = screen.Height - 1 - Frames;
        var content = Content(width - Frames);
        var height = Math.Min(content.Lines.Count + 1 + Frames, screen.Height);
        var room = height - Frames - 1;
        Scroll(content, content.Rows[open.At], room);
        // Where not all fits, what became of saving may be out of sight.
        Title = content.Lines.Count > room && open.Notice is { } notice ? notice(model.Words) : model.Words[open.Title];
        Width = width;
        Height = height;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is { } input)
            {
                var row = content.Rows[i] - first;
                input.Frame = new Rectangle(FormContent.LabelWidth, row < room ? row : -1, FormContent.EntryWidth, 1);
            }
        }

        Name(save, model.Words[open.MayClose ? Word.FormSave : Word.SignInSave]);
        back.Visible = open.MayClose;
        Name(back, $"{KeyNames.Of(AnswerKey.Back)} {model.Words[Word.AnswerBack]}");
        body.Refresh();
        if (inputs[open.At] is { HasFocus: false } current)
        {
            current.SetFocus();
        }
    }

    // As little as has the field in sight, with what is told of it below it.
    private void Scroll(FormContent content, int row, int room)
    {
        first = row == content.Rows[0] ? 0 : Math.Clamp(first, Math.Max(0, row + 2 - room), row);
        first = Math.Min(first, content.Lines.Count - room);
        body.ScrollTo(first);
    }

    private void Replace()
    {
        first = 0;
        foreach (var old in inputs.OfType<TextField>().ToList())
        {
            Remove(old);
            old.Dispose();
        }

        inputs.Clear();
        inputs.AddRange(form?.Fields.Select((field, place) => field is TextEntry entry ? Input(entry, place) : null) ?? []);
        foreach (var input in inputs.OfType<TextField>())
        {
            Add(input);
        }
    }

    private TextField Input(TextEntry entry, int place)
    {
        var input = new TextField { Text = entry.Text, Secret = entry.IsSecret };
        input.MoveEnd();
        input.SetScheme(Tones.Input);
        input.TextChanged += (_, _) => model.Form.Change(open => open.Type(entry, input.Text));
        input.HasFocusChanged += (_, e) =>
        {
            if (e.NewValue && !isReplacing && model.Form.Open is { } open && open == form && open.At != place)
            {
                model.Form.Change(changed => changed.GoTo(place));
            }
        };
        return input;
    }

    private FormContent Content(int width) => new(form!, model.Words, model.Shown, width, rows);

    private static void Name(Button button, string text)
    {
        if (button.Text != text)
        {
            button.Text = text;
            button.Width = Cells.Width(text);
        }
    }

    private static Button Mouse()
    {
        var button = new Button { CanFocus = false, NoDecorations = true, ShadowStyle = null, X = 0, Y = Pos.AnchorEnd(1), Height = 1 };
        button.SetScheme(Tones.Row(Tone.Idle));
        return button;
    }
}
