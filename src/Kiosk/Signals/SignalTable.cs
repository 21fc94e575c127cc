using static Kiosk.Signals.Rhythm;

namespace Kiosk.Signals;

/// <summary>The one table: what the visitor sees and hears at every moment. It is printed in the README.</summary>
public static class SignalTable
{
    private const Rhythm Twice = Rhythm.Double;

    /// <summary>The signal of a moment.</summary>
    public static Signal For(Moment moment) => moment switch
    {
#pragma warning disable format // a table
        //                            Card    Go      Wait    Stop    Sound                   Sentence
        Moment.LayCard         => new(Slow,   Off,    Off,    Off,    Sound.None,             Sentence.PlaceCard),
        Moment.OutOfOrder      => new(Off,    Off,    Off,    Slow,   Sound.None,             Sentence.OutOfOrder),
        Moment.CardGone        => new(Slow,   Off,    Off,    Off,    Sound.CardGone,         Sentence.CardGone),
        Moment.Reading         => new(Steady, Off,    Slow,   Off,    Sound.CardSeen,         Sentence.Reading),
        Moment.EnterPin        => new(Steady, Slow,   Off,    Off,    Sound.EnterPin,         Sentence.EnterPin),
        Moment.EnterPinTwoLeft => new(Steady, Slow,   Off,    Slow,   Sound.EnterPinFewTries, Sentence.EnterPinTwoLeft),
        Moment.EnterPinOneLeft => new(Steady, Slow,   Off,    Fast,   Sound.EnterPinFewTries, Sentence.EnterPinOneLeft),
        Moment.Typing          => new(Steady, Steady, Off,    Off,    Sound.None,             Sentence: null),
        Moment.PinWrong        => new(Steady, Slow,   Off,    Twice,  Sound.TryAgain,         Sentence.PinWrong),
        Moment.PinWrongTwoLeft => new(Steady, Slow,   Off,    Twice,  Sound.TryAgain,         Sentence.PinWrongTwoLeft),
        Moment.PinIncomplete   => new(Steady, Twice,  Off,    Off,    Sound.EnterPin,         Sentence.PinIncomplete),
        Moment.LastTry         => new(Steady, Off,    Twice,  Slow,   Sound.CallStaff,        Sentence.LastTry),
        Moment.StaffCheck      => new(Steady, Off,    Twice,  Off,    Sound.CallStaff,        Sentence.StaffCheck),
        Moment.Processing      => new(Steady, Off,    Fast,   Off,    Sound.None,             Sentence.Processing),
        Moment.Done            => new(Off,    Steady, Off,    Off,    Sound.Done,             Sentence.Done),
        Moment.SeeStaff        => new(Off,    Off,    Off,    Steady, Sound.SeeStaff,         Sentence.SeeStaff),
        Moment.TakeCard        => new(Fast,   Off,    Off,    Off,    Sound.TakeCard,         Sentence.TakeCard),
#pragma warning restore format
    };
}
