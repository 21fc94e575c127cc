using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>Rows of label and value that line up; a long value goes on below itself.</summary>
internal sealed class Fields(Words words, Shown shown, int width)
{
    private const int JapaneseLabel = 15;
    private const int EnglishLabel = 14;

    private readonly int label = words.Language == Words.Japanese ? JapaneseLabel : EnglishLabel;

    public int Width => width;

    /// <summary>A row that is always there; no value means that none was provided, which is neither "none" nor zero.</summary>
    public IEnumerable<Line> Of(Word name, string? value, Tone tone = Tone.Strong) => string.IsNullOrEmpty(value)
        ? Row(words[name], words[Word.NotProvided], Tone.Dim)
        : Row(words[name], shown.Text(value), tone);

    /// <summary>A row that is there only with a value.</summary>
    public IEnumerable<Line> Optional(Word name, string? value, Tone tone = Tone.Strong) => string.IsNullOrEmpty(value) ? [] : Of(name, value, tone);

    /// <summary>A row of kana, full-width.</summary>
    public IEnumerable<Line> Kana(Word name, string? value) => Of(name, value is null ? null : shown.Kana(value));

    public IEnumerable<Line> Section(Word name) => [Line.Of($"[{words[name]}]", Tone.Strong)];

    public IEnumerable<Line> Note(Word note) => Line.Paragraph(shown.Text(words[note]), width, Tone.Attention);

    private IEnumerable<Line> Row(string name, string value, Tone tone) => Cells.Wrap(value, width - label)
        .Select((part, i) => new Line([new Span(Cells.Fit(i == 0 ? name : "", label), Tone.Dim), new Span(part, tone)]));
}
