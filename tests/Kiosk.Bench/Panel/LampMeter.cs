namespace Kiosk.Bench.Panel;

/// <summary>Recognises a lamp's rhythm by how long it really was on and off. Knows nothing of the panel's own table.</summary>
internal static class LampMeter
{
    public const string Irregular = "irregular";

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    public static string Measure(OutputRecord lamp, DateTimeOffset now)
    {
        var begin = now - Window;
        var inside = lamp.Changes.Where(change => change.At > begin).ToArray();
        if (inside is [])
        {
            return lamp.IsOn ? "steady" : "off";
        }

        // The stretches at both ends are cut by the window: they are at most as long as they should be.
        var whole = inside.Zip(inside.Skip(1), (from, to) => (from.On, Length: to.At - from.At)).ToArray();
        var cut = new[] { (On: !inside[0].On, Length: inside[0].At - begin), (inside[^1].On, Length: now - inside[^1].At) };
        return Fits(whole, cut, on: [500], off: [500]) ? "slow"
            : Fits(whole, cut, on: [125], off: [125]) ? "fast"
            : Fits(whole, cut, on: [125], off: [125, 625]) && IsMostlyDark([.. whole, .. cut]) ? "double"
            : Irregular;
    }

    private static bool Fits((bool On, TimeSpan Length)[] whole, (bool On, TimeSpan Length)[] cut, int[] on, int[] off) =>
        whole.All(stretch => (stretch.On ? on : off).Any(length => Math.Abs(stretch.Length.TotalMilliseconds - length) <= Tolerance(length)))
        && cut.All(stretch => (stretch.On ? on : off).Any(length => stretch.Length.TotalMilliseconds <= length + Tolerance(length)));

    // What has just begun to blink fast was dark before, too: but not twice within the window.
    private static bool IsMostlyDark((bool On, TimeSpan Length)[] stretches) =>
        stretches.Where(stretch => !stretch.On && stretch.Length.TotalMilliseconds > 125 + Tolerance(125)).Sum(stretch => stretch.Length.TotalMilliseconds) > 900;

    // A busy machine switches late; the rhythms stay apart.
    private static double Tolerance(int length) => 100 + (length * 0.15);
}
