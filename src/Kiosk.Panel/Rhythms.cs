using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>The lamps' rhythms, in eighths of a second, one second long.</summary>
internal static class Rhythms
{
    public const int Eighths = 8;

    public static readonly TimeSpan Eighth = TimeSpan.FromMilliseconds(125);

    public static bool IsOn(Rhythm rhythm, int eighth) => Table(rhythm)[eighth] == '#';

    /// <summary>How many eighths it stays as it is at this one; 8 for what never changes.</summary>
    public static int EighthsUntilChange(Rhythm rhythm, int eighth)
    {
        var (table, length) = (Table(rhythm), 1);
        while (length < Eighths && table[(eighth + length) % Eighths] == table[eighth])
        {
            length++;
        }

        return length;
    }

    private static string Table(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Off => "........",
        Rhythm.Steady => "########",
        Rhythm.Slow => "####....",
        Rhythm.Fast => "#.#.#.#.",
        Rhythm.Double => "#.#.....",
    };
}
