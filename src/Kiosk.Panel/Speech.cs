using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>What is said when, and in which language. The language that a visitor chose lasts until that visit is over. Always under the panel's lock.</summary>
internal sealed class Speech : IDisposable
{
    /// <summary>So long without a card, whoever chose a language has gone.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(60);

    private Language standard;
    private readonly Action<Sentence, Language> say;
    private readonly Action quiet;
    private readonly Alarm gone;
    private Language language;
    private Sentence? last;
    private bool isAtRest;
    private bool isCardThere;

    /// <param name="standard">The language of the site.</param>
    /// <param name="say">Says a sentence, breaking off the one before; returns at once.</param>
    /// <param name="quiet">Breaks off what is being said.</param>
    public Speech(Language standard, Action<Sentence, Language> say, Action quiet, TimeProvider time, Lock gate)
    {
        (this.standard, language, this.say, this.quiet) = (standard, standard, say, quiet);
        gone = new Alarm(time, gate, Forget);
    }

    /// <summary>A signal begins.</summary>
    public void Show(Signal signal)
    {
        var (wasAtRest, before) = (isAtRest, last);
        isAtRest = signal.IsAtRest;
        isCardThere = !signal.IsWithoutCard;
        if (signal.Sentence is not { } sentence)
        {
            return;
        }

        last = sentence;
        if (!isAtRest)
        {
            gone.Stop();
            say(sentence, language);
        }
        else if (!wasAtRest)
        {
            language = standard;
            // Whoever takes the card as soon as that is asked for must still hear where to go.
            if (before != Sentence.SeeStaff)
            {
                quiet();
            }
        }

        if (sentence == Sentence.CardGone)
        {
            gone.After(Waiting);
        }
    }

    /// <summary>A key was pressed: without a card that asks what to do here. False when it does not.</summary>
    public bool Prompt()
    {
        if (isCardThere || last is null)
        {
            return false;
        }

        Repeat();
        return true;
    }

    /// <summary>The language of the site is another from the next visit on; a visitor's choice for it holds.</summary>
    public void Set(Language site)
    {
        language = (isAtRest || last is null) && language == standard ? site : language;
        standard = site;
    }

    /// <summary>Says the last sentence again.</summary>
    public void Repeat()
    {
        if (last is { } sentence)
        {
            say(sentence, language);
        }
    }

    /// <summary>The other language, for the visit to come. False when a visit is under way.</summary>
    public bool SwitchLanguage()
    {
        if (isCardThere || last is null)
        {
            return false;
        }

        language = language == Language.Japanese ? Language.English : Language.Japanese;
        gone.After(Waiting);
        Repeat();
        return true;
    }

    // Whoever comes now is another visitor.
    private void Forget()
    {
        language = standard;
        last = last == Sentence.CardGone ? Sentence.PlaceCard : last;
    }

    public void Dispose()
    {
        gone.Dispose();
        last = null;
        quiet();
    }
}
