namespace Kiosk.Signals;

/// <summary>The lamps of the stand. They differ in place, so that colour is never the only sign.</summary>
public enum Lamp
{
    /// <summary>Beside the reader: the card belongs here.</summary>
    Card,

    /// <summary>Beside the keypad: your turn, or all is done.</summary>
    Go,

    /// <summary>The stand is busy.</summary>
    Wait,

    /// <summary>Please see the staff.</summary>
    Stop,
}

/// <summary>How a lamp lights.</summary>
public enum Rhythm
{
    /// <summary>Dark.</summary>
    Off,

    /// <summary>Light without a break.</summary>
    Steady,

    /// <summary>Half a second on, half a second off.</summary>
    Slow,

    /// <summary>An eighth of a second on, an eighth off.</summary>
    Fast,

    /// <summary>Two short flashes each second.</summary>
    Double,
}

/// <summary>What the buzzer plays. Each has a rhythm of its own.</summary>
public enum Sound
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One short beep: the card was seen.</summary>
    CardSeen,

    /// <summary>Two short beeps: type the PIN, then #.</summary>
    EnterPin,

    /// <summary>Two short, one long: type the PIN, and mind that fewer than three tries are left.</summary>
    EnterPinFewTries,

    /// <summary>One long, two short: that was wrong, try again.</summary>
    TryAgain,

    /// <summary>Three short beeps, repeated: staff are called.</summary>
    CallStaff,

    /// <summary>Short and long: done, take the card.</summary>
    Done,

    /// <summary>Two long beeps: please see the staff.</summary>
    SeeStaff,

    /// <summary>Four quick beeps, repeated: the card was forgotten.</summary>
    TakeCard,

    /// <summary>One long beep: the card left before the end.</summary>
    CardGone,
}

/// <summary>What the visitor sees and hears: a function of the visit's state. It reveals nothing of the verdict.</summary>
/// <param name="Card">The lamp at the reader.</param>
/// <param name="Go">The lamp at the keypad.</param>
/// <param name="Wait">The busy lamp.</param>
/// <param name="Stop">The lamp that sends to the staff.</param>
/// <param name="Sound">Played when the signal begins; some sounds repeat while it lasts.</param>
/// <param name="Sentence">Said when the signal begins; null: what is being said may end.</param>
public sealed record Signal(Rhythm Card, Rhythm Go, Rhythm Wait, Rhythm Stop, Sound Sound, Sentence? Sentence = null)
{
    /// <summary>All is dark and silent.</summary>
    public static Signal Dark { get; } = new(Rhythm.Off, Rhythm.Off, Rhythm.Off, Rhythm.Off, Sound.None);

    /// <summary>Nobody is at the stand: its sentence is said when a key is pressed, for whoever cannot see the lamps, and not by itself all day long.</summary>
    public bool IsAtRest => Sentence is Signals.Sentence.PlaceCard or Signals.Sentence.OutOfOrder;

    /// <summary>No card is here: nobody is there, or a card left too early and may be laid again.</summary>
    public bool IsWithoutCard => IsAtRest || Sentence is Signals.Sentence.CardGone;

    /// <summary>How one lamp lights.</summary>
    public Rhythm this[Lamp lamp] => lamp switch
    {
        Lamp.Card => Card,
        Lamp.Go => Go,
        Lamp.Wait => Wait,
        Lamp.Stop => Stop,
    };
}
