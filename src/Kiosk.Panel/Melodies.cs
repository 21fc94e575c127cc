using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>What the buzzer plays: milliseconds of tone, silence, tone, ...; then it is silent, or begins again so long after it began.</summary>
internal sealed record Melody(int[] Milliseconds, int? RepeatAfter = null);

/// <summary>The sounds as a table. They differ in the number of beeps and in their length, not in pitch: the buzzer has one tone.</summary>
internal static class Melodies
{
    private const int Short = 100;
    private const int Long = 500;
    private const int Quick = 80;
    private const int Pause = 100;

    public static Melody? Of(Sound sound) => sound switch
    {
        Sound.None => null,
        Sound.CardSeen => new([Short]),
        Sound.EnterPin => new([Short, Pause, Short]),
        Sound.EnterPinFewTries => new([Short, Pause, Short, Pause, Long]),
        Sound.TryAgain => new([Long, Pause, Short, Pause, Short]),
        Sound.CallStaff => new([Short, Pause, Short, Pause, Short], RepeatAfter: 10_000),
        Sound.Done => new([Short, Pause, Long]),
        Sound.SeeStaff => new([Long, Pause, Long]),
        Sound.TakeCard => new([Quick, Quick, Quick, Quick, Quick, Quick, Quick], RepeatAfter: 5_000),
        Sound.CardGone => new([Long]),
    };
}
