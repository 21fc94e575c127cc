namespace Kiosk.Cards;

/// <summary>How the reader is.</summary>
public enum ReaderState
{
    /// <summary>No reader is plugged in, or none with the configured name.</summary>
    Absent,

    /// <summary>A reader waits for a card, or holds one.</summary>
    Ready,

    /// <summary>The smart-card service (pcscd) does not answer.</summary>
    ServiceDown,

    /// <summary>A card hangs on the reader and must be taken away.</summary>
    Stuck,
}

/// <summary>Something that happened at the reader.</summary>
public abstract record ReaderEvent
{
    private ReaderEvent() { }

    /// <summary>The reader's state changed.</summary>
    public sealed record StateChanged(ReaderState State) : ReaderEvent;

    /// <summary>Cards lie on more than one reader, or no longer do. None of them is begun with: which is meant is for people to say.</summary>
    public sealed record SeveralCards(bool Lie) : ReaderEvent;

    /// <summary>A card was laid on the reader.</summary>
    public sealed record CardLaid : ReaderEvent;

    /// <summary>The card was taken away, or the reader with it.</summary>
    public sealed record CardTaken : ReaderEvent;
}
