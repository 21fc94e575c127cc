using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>Rows of label and value that line up; a long value goes on below itself.</summary>
internal sealed class Fields(Words words, Shown shown, int width)
{
    private const int JapaneseLabel = 15;
    private const int EnglishLabel = 14;

    private readonly int label = words.Language == Words.Japanese ? JapaneseLabel : EnglishLabel;

    public int Width => width;

    /// <summary>A row that is always there. "Not provided" is neither "provided empty" nor zero.</summary>
    public IEnumerable<Line> Of(Word name, string? value, Tone tone = Tone.Strong) => value switch
    {
        null => Absent(name, Word.NotProvided),
        "" => Absent(name, Word.ProvidedEmpty),
        _ => Row(words[name], shown.Text(value), tone),
    };

    /// <summary>A row of a number that is covered unless staff ask for it.</summary>
    public IEnumerable<Line> Number(Word name, string? value) => Of(name, string.IsNullOrEmpty(value) ? value : shown.Number(value));

    /// <summary>A row without a value of its own.</summary>
    public IEnumerable<Line> Absent(Word name, Word why) => Row(words[name], words[why], Tone.Dim);

    /// <summary>A row that is there only with a value.</summary>
    public IEnumerable<Line> Optional(Word name, string? value, Tone tone = Tone.Strong) => string.IsNullOrEmpty(value) ? [] : Of(name, value, tone);

    /// <summary>A row of kana, full-width.</summary>
    public IEnumerable<Line> Kana(Word name, string? value) => Of(name, value is null ? null : shown.Kana(value));

    public IEnumerable<Line> Section(Word name) => [Line.Of($"[{words[name]}]", Tone.Strong)];

    public IEnumerable<Line> Note(string note) => Line.Paragraph(shown.Text(note), width, Tone.Attention);

    private IEnumerable<Line> Row(string name, string value, Tone tone) => Cells.Wrap(value, width - label)
        .Select((part, i) => new Line([new Span(Cells.Fit(i == 0 ? name : "", label), Tone.Dim), new Span(part, tone)]));
}
