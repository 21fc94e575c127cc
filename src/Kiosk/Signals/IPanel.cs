using System.Threading.Channels;
using Kiosk.Cards;

namespace Kiosk.Signals;

/// <summary>What a key press means; which digit it was goes into the PIN and nowhere else.</summary>
public enum PanelKey
{
    /// <summary>A digit.</summary>
    Digit,

    /// <summary>The * key: clear. Or the only digit was taken back.</summary>
    Clear,

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

    /// <summary>Lights the lamps one after the other and then all, for whoever looks whether they work; ends at once when a visit begins.</summary>
    void TestLamps();
}

/// <summary>Something is wrong with the panel.</summary>
/// <param name="Words">What, and what to do; for staff.</param>
/// <param name="IsLost">No key can be typed any more. False: a key is stuck, and works again when it is free.</param>
public sealed record PanelTrouble(string Words, bool IsLost);
