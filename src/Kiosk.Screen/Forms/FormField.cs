using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Forms;

/// <summary>One field of a form. It is told to be wrong only once staff have been at it, but can never be saved while it is.</summary>
internal abstract class FormField(Word label, Word? hint)
{
    public Word Label => label;

    /// <summary>What to type, as long as nothing is wrong.</summary>
    public Word? Hint => hint;

    /// <summary>Why it cannot be saved as it is; null when it can.</summary>
    public abstract Word? Fault { get; }

    /// <summary>The fault that staff are told.</summary>
    public Word? Told => WasLeft || HasBegun ? Fault : null;

    protected abstract bool HasBegun { get; }

    private bool WasLeft { get; set; }

    public void Leave() => WasLeft = true;
}

/// <summary>A field that is typed in.</summary>
internal sealed class TextEntry(Word label, Word? hint, Func<string, Word?> judge, string text = "") : FormField(label, hint)
{
    /// <summary>As it was typed.</summary>
    public string Text { get; set; } = text;

    /// <summary>It is not shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether nothing more can be meant to come: then the next field is gone to without a key.</summary>
    public Func<string, bool> IsFull { get; init; } = _ => false;

    public override Word? Fault => judge(Text);

    protected override bool HasBegun => Text.Length > 0;
}

/// <summary>A field whose value is one of a few; none is chosen beforehand unless it is told which.</summary>
/// <param name="label">Its name.</param>
/// <param name="hint">How to choose.</param>
/// <param name="choices">What there is to choose from.</param>
/// <param name="none">Why nothing chosen cannot be saved.</param>
/// <param name="chosen">What is chosen, by its place.</param>
internal sealed class ChoiceEntry(Word label, Word? hint, IReadOnlyList<Word> choices, Word none, int? chosen = null) : FormField(label, hint)
{
    public IReadOnlyList<Word> Choices => choices;

    public int? Chosen { get; private set; } = chosen;

    public override Word? Fault => Chosen is null ? none : null;

    protected override bool HasBegun => Chosen is not null;

    /// <summary>Chooses the next one, or the one before; behind the last comes the first.</summary>
    public void Turn(int by) => Chosen = Chosen is { } at ? (at + by + choices.Count) % choices.Count : by > 0 ? 0 : choices.Count - 1;
}
