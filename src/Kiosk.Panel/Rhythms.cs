using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The lamps' rhythms, in eighths of a second, one second long.</summary>
internal static class Rhythms
{
    public const int Eighths = 8;

    public static readonly TimeSpan Eighth = TimeSpan.FromMilliseconds(125);

    public static bool IsOn(Rhythm rhythm, int eighth) => Table(rhythm)[eighth] == '#';

    public static bool Blinks(Rhythm rhythm) => rhythm is not (Rhythm.Off or Rhythm.Steady);

    private static string Table(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Off => "........",
        Rhythm.Steady => "########",
        Rhythm.Slow => "####....",
        Rhythm.Fast => "#.#.#.#.",
        Rhythm.Double => "#.#.....",
    };
}
