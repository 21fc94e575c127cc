using Kiosk.Cards;
using Kiosk.Visits;
using static Kiosk.Signals.Rhythm;

namespace Kiosk.Signals;

/// <summary>The one table: what the visitor sees and hears in every state.</summary>
public static class SignalTable
{
    /// <summary>The signal of a visit (null: nobody is there) at a stand that is ready or not.</summary>
    public static Signal For(Visit? visit, bool standReady) => visit switch
    {
#pragma warning disable format // a table
        //                                                                              Card    Go      Wait    Stop    Sound
        null when standReady                                                     => new(Slow,   Off,    Off,    Off,    Sound.None),
        null                                                                     => new(Off,    Off,    Off,    Slow,   Sound.None),
        { State: VisitState.Reading }                                            => new(Steady, Off,    Slow,   Off,    Sound.CardSeen),
        { State: VisitState.Pin, PinBegun: true }                                => new(Steady, Steady, Off,    Off,    Sound.None),
        { State: VisitState.Pin, Reason: Reason.PinWrong or Reason.PinIncomplete } => new(Steady, Slow, Off,    Twice,  Sound.TryAgain),
        { State: VisitState.Pin, Tries.Left: < PinTries.Full }                   => new(Steady, Slow,   Off,    Slow,   Sound.EnterPinFewTries),
        { State: VisitState.Pin }                                                => new(Steady, Slow,   Off,    Off,    Sound.EnterPin),
        { State: VisitState.Staff }                                              => new(Steady, Off,    Twice,  Off,    Sound.CallStaff),
        { State: VisitState.Verifying or VisitState.Asking or VisitState.Storing } => new(Steady, Off,  Fast,   Off,    Sound.None),
        { State: VisitState.TakeCard }                                           => new(Fast,   Off,    Off,    Off,    Sound.TakeCard),
        { State: VisitState.Finished } when IsAnswered(visit.Outcome)            => new(Off,    Steady, Off,    Off,    Sound.Done),
        { State: VisitState.Finished }                                           => new(Off,    Off,    Off,    Steady, Sound.SeeStaff),
#pragma warning restore format
        _ => throw new ArgumentOutOfRangeException(nameof(visit), visit.State, "No signal for this state."),
    };

    private const Rhythm Twice = Rhythm.Double;

    // Whatever the authority answered looks and sounds the same: onlookers learn nothing.
    private static bool IsAnswered(Outcome? outcome) => outcome is Outcome.Covered or Outcome.NotCovered or Outcome.NoRecord or Outcome.Several or Outcome.Unknown;
}
