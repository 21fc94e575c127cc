using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Forms;

/// <summary>A paper that staff type in: its fields in their order, saved together. Knows nothing of terminals.</summary>
/// <param name="title">What paper it is.</param>
/// <param name="about">Whose it is.</param>
/// <param name="look">What to look at on the paper.</param>
/// <param name="fields">The fields, from the first to the last.</param>
/// <param name="save">Sends it; called only while nothing is wrong. What comes of it is told with <see cref="Keep"/>, or by closing the form.</param>
internal sealed class Form(Word title, Func<Words, string> about, IReadOnlyList<Word> look, IReadOnlyList<FormField> fields, Action<Form> save)
{
    private bool isSending;
    private bool hasGoneOn;

    /// <summary>Staff may put it away unsaved.</summary>
    public bool MayClose { get; init; } = true;

    /// <summary>Something in it is not shown.</summary>
    public bool HasSecret => fields.OfType<TextEntry>().Any(entry => entry.IsSecret);

    /// <summary>A picture above the fields, for a screen that has the room; null: there is none.</summary>
    public IReadOnlyList<string>? Picture { get; init; }

    public Word Title => title;

    public Func<Words, string> About => about;

    public IReadOnlyList<Word> Look => look;

    public IReadOnlyList<FormField> Fields => fields;

    /// <summary>The place of the field that is typed in.</summary>
    public int At { get; private set; }

    public FormField Field => fields[At];

    /// <summary>What became of saving, as long as the form is open.</summary>
    public Func<Words, string>? Notice { get; private set; }

    public void GoTo(int place)
    {
        if (place != At && place >= 0 && place < fields.Count)
        {
            Field.Leave();
            At = place;
            hasGoneOn = false;
        }
    }

    /// <summary>Something was typed into a text: one that is full is left by itself.</summary>
    public void Type(TextEntry entry, string text)
    {
        var hasGrown = text.Length > entry.Text.Length;
        entry.Text = text;
        hasGoneOn = false;
        if (hasGrown && entry == Field && entry.IsFull(text) && At < fields.Count - 1)
        {
            GoTo(At + 1);
            hasGoneOn = true;
        }
    }

    /// <summary>Goes to the next field, unless that was gone to just now: a scanner, or a habit, ends what is typed with a key.</summary>
    public void Next()
    {
        GoTo(hasGoneOn ? At : At + 1);
        hasGoneOn = false;
    }

    /// <summary>Goes to the next field, or saves after the last.</summary>
    public void Enter()
    {
        if (At < fields.Count - 1)
        {
            Next();
        }
        else
        {
            Save();
        }
    }

    /// <summary>Saves, or goes to the first field that is wrong.</summary>
    public void Save()
    {
        foreach (var field in fields)
        {
            field.Leave();
        }

        if (fields.ToList().FindIndex(f => f.Fault is not null) is >= 0 and var wrong)
        {
            At = wrong;
            Notice = words => words[Word.FormWrong];
        }
        else if (!isSending)
        {
            isSending = true;
            Notice = words => words[Word.Sending];
            save(this);
        }
    }

    /// <summary>It was not saved: it stays as it was typed, and says why.</summary>
    public void Keep(Func<Words, string> why)
    {
        isSending = false;
        Notice = why;
    }
}
