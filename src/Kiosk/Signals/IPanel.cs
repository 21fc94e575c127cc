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

    /// <summary>The # key: confirm.</summary>
    Confirm,
}

/// <summary>The visitor's side of the desk: keypad, lamps, buzzer.</summary>
public interface IPanel : IAsyncDisposable
{
    /// <summary>The keys pressed while the panel listened, oldest first.</summary>
    ChannelReader<PanelKey> Keys { get; }

    /// <summary>From now on digits go into this PIN and * clears it; null: keys are not listened to.</summary>
    void Listen(Pin? pin);

    /// <summary>Lights the lamps and plays the sound. Returns at once; the same signal again changes nothing.</summary>
    void Show(Signal signal);
}
