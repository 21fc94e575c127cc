namespace Kiosk.Card.Jpki;

/// <summary>What one reader, or the cards that come to it, turned out not to carry: remembered, so that only the first visit pays for finding out.</summary>
internal sealed class ReaderHabits
{
    // A pulled card and a refused length look alike on some readers. Twice in a row is no accident.
    private const int AccidentsBelieved = 2;

    private int accidents;

    /// <summary>Files may be named by short ids.</summary>
    public bool ShortIds { get; private set; } = true;

    /// <summary>A whole file may be read at once.</summary>
    public bool ExtendedLength { get; private set; } = true;

    public void RefusesShortIds() => ShortIds = false;

    public void RefusesExtendedLength() => ExtendedLength = false;

    public void CarriedExtendedLength() => accidents = 0;

    /// <summary>The card was lost in the middle of an extended read.</summary>
    public void LostInExtendedRead()
    {
        if (++accidents >= AccidentsBelieved)
        {
            RefusesExtendedLength();
        }
    }
}
