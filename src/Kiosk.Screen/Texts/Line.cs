namespace Kiosk.Screen.Texts;

/// <summary>What a piece of text says by its colour; never by its colour alone.</summary>
internal enum Tone
{
    Plain,
    Dim,
    Strong,
    Idle,
    Busy,
    Attention,
    Good,
    Bad,
    Unasked,
}

/// <summary>A piece of a line.</summary>
internal readonly record struct Span(string Text, Tone Tone);

/// <summary>A line of a pane. A banner is filled over its whole width.</summary>
internal sealed record Line(IReadOnlyList<Span> Spans, Tone? Banner = null)
{
    public static Line Empty { get; } = new([]);

    public string Text => string.Concat(Spans.Select(s => s.Text));

    public static Line Of(string text, Tone tone = Tone.Plain) => new([new Span(text, tone)]);

    /// <summary>A paragraph, wrapped.</summary>
    public static IEnumerable<Line> Paragraph(string text, int width, Tone tone = Tone.Plain) => Cells.Wrap(text, width).Select(l => Of(l, tone));

    /// <summary>A word large: three filled rows.</summary>
    public static IEnumerable<Line> Large(string text, int width, Tone tone) =>
        [new([], tone), new([new Span(Cells.Center(text, width), tone)], tone), new([], tone)];
}
