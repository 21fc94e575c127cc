using System.Threading.Channels;
using Kiosk.Cards;

namespace Kiosk.Signals;

/// <summary>What a key press means; which digit it was goes into the PIN and nowhere else.</summary>
public enum PanelKey
{
    /// <summary>A digit.</summary>
    Digit,

    /// <summary>The * key: clear.</summary>
    Clear,

    /// <summary>The only digit is none: the key was held to hear the last sentence again.</summary>
    TakenBack,

    /// <summary>The # key: confirm.</summary>
    Confirm,
}

/// <summary>The visitor's side of the desk: keypad, lamps, buzzer, voice.</summary>
public interface IPanel : IAsyncDisposable
{
    /// <summary>The keys pressed while the panel listened, oldest first.</summary>
    ChannelReader<PanelKey> Keys { get; }

    /// <summary>From now on digits go into this PIN and * clears it; null: keys are not listened to.</summary>
    void Listen(Pin? pin);

    /// <summary>Lights the lamps, plays the sound and says the sentence. Returns at once; the same signal again changes nothing.</summary>
    void Show(Signal signal);

    /// <summary>From now on is as loud, and speaks, as this says; a language that a visitor chose stays until the visit is over.</summary>
    void Set(SoundSettings sound);

    /// <summary>Lights the lamps one after the other and then all, for whoever looks whether they work; ends at once when a visit begins.</summary>
    void TestLamps();
}

/// <summary>What can be wrong with a panel.</summary>
public enum PanelFault
{
    /// <summary>Nothing is said, though it should be; all else works.</summary>
    VoiceSilent,

    /// <summary>A key is stuck: no other can be typed until it is free.</summary>
    KeyStuck,

    /// <summary>The keypad went away and will be taken again by itself; lamps, buzzer and voice work.</summary>
    KeypadLost,

    /// <summary>The chip of lamps, buzzer and keypad went away: this panel does not work any more.</summary>
    Lost,
}

/// <summary>Something is wrong with the panel.</summary>
/// <param name="Fault">What.</param>
/// <param name="Words">The same with what to do; for staff.</param>
public sealed record PanelTrouble(PanelFault Fault, string Words)
{
    /// <summary>No PIN can be typed.</summary>
    public bool HasNoKeys => Fault is PanelFault.KeyStuck || IsKeypadAway;

    /// <summary>The keypad is not there.</summary>
    public bool IsKeypadAway => Fault is PanelFault.KeypadLost or PanelFault.Lost;
}
