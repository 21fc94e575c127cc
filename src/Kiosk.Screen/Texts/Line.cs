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

    /// <summary>Struck through, where the terminal can; the cross before the line says it everywhere.</summary>
    Struck,
}

/// <summary>A piece of a line.</summary>
internal readonly record struct Span(string Text, Tone Tone);

/// <summary>A line of a pane. A banner is filled over its whole width.</summary>
internal sealed record Line(IReadOnlyList<Span> Spans, Tone? Banner = null)
{
    /// <summary>What a crossed line begins with.</summary>
    public const string Cross = "✕ ";

    public static Line Empty { get; } = new([]);

    public string Text => string.Concat(Spans.Select(s => s.Text));

    public static Line Of(string text, Tone tone = Tone.Plain) => new([new Span(text, tone)]);

    /// <summary>The same line as one that does not count.</summary>
    public Line Crossed() => new([new Span(Cross, Tone.Bad), .. Spans.Select(s => s.Tone == Tone.Strong ? s with { Tone = Tone.Struck } : s)], Banner);

    /// <summary>A paragraph, wrapped.</summary>
    public static IEnumerable<Line> Paragraph(string text, int width, Tone tone = Tone.Plain) => Cells.Wrap(text, width).Select(l => Of(l, tone));

    /// <summary>A word large: three filled rows.</summary>
    public static IEnumerable<Line> Large(string text, int width, Tone tone) =>
        [new([], tone), new([new Span(Cells.Center(text, width), tone)], tone), new([], tone)];
}
