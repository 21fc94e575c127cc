using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Forms;

/// <summary>A form as lines: label, room for what is typed, and beside it (below it, where the screen is narrow) what is wrong with it or how to type it.</summary>
internal sealed class FormContent
{
    public const int LabelWidth = 20;
    public const int EntryWidth = 22;
    private const int Gap = 2;

    /// <summary>What hints and faults may be wide, so that they fit beside their field on a screen of 80 columns.</summary>
    public const int ReasonWidth = 76 - LabelWidth - EntryWidth - Gap;

    private readonly List<Line> lines = [];
    private readonly List<int> rows = [];
    private readonly Words words;

    public FormContent(Form form, Words words, Shown shown, int width, int room)
    {
        this.words = words;
        Paragraph(shown.Text(form.About(words)), width, Tone.Strong);
        foreach (var look in form.Look)
        {
            Paragraph($"・{words[look]}", width, Tone.Plain);
        }

        lines.Add(Line.Empty);
        foreach (var field in form.Fields)
        {
            rows.Add(lines.Count);
            Add(field, isCurrent: field == form.Field, width);
        }

        lines.Add(Line.Empty);
        Paragraph(form.Notice?.Invoke(words) ?? "", width, Tone.Attention);
        Paragraph(words[form.MayClose ? Word.FormKeys : Word.SignInKeys], width, Tone.Dim);
        Draw(form, shown, room);
    }

    public IReadOnlyList<Line> Lines => lines;

    /// <summary>The row of every field.</summary>
    public IReadOnlyList<int> Rows => rows;

    // On top, where there is room; whoever has none types what stands above the fields.
    private void Draw(Form form, Shown shown, int room)
    {
        if (form.Picture is { } picture && shown.HasBlocks && lines.Count + picture.Count <= room)
        {
            lines.InsertRange(0, picture.Select(row => Line.Of(row, Tone.Strong)));
            for (var at = 0; at < rows.Count; at++)
            {
                rows[at] += picture.Count;
            }
        }
    }

    private void Add(FormField field, bool isCurrent, int width)
    {
        var told = field.Told;
        var reason = told ?? field.Hint;
        var span = new Span(reason is { } r ? words[r] : "", told is null ? Tone.Dim : Tone.Attention);
        var isBeside = width >= LabelWidth + EntryWidth + Gap + ReasonWidth;
        Span[] head =
        [
            new(Cells.Fit($"{(isCurrent ? ">" : " ")} {words[field.Label]}", LabelWidth), isCurrent ? Tone.Strong : Tone.Plain),
            new(Cells.Fit(Value(field), EntryWidth + Gap), isCurrent ? Tone.Strong : Tone.Plain),
        ];
        lines.Add(new Line(isBeside ? [.. head, span] : head));
        if (!isBeside)
        {
            lines.Add(new Line([new Span("    ", Tone.Plain), span]));
        }
    }

    // What is typed stands in a view of its own.
    private string Value(FormField field) => field is ChoiceEntry choice ? $"< {(choice.Chosen is { } at ? words[choice.Choices[at]] : "")} >" : "";

    private void Paragraph(string text, int width, Tone tone) => lines.AddRange(Line.Paragraph(text, width, tone));
}
