namespace Kiosk.Bench.Panel;

/// <summary>Recognises what the buzzer played by its pulses. The table is the bench's own, from the meaning of each sound.</summary>
internal static class SoundMeter
{
    private const double ClickBelow = 45;
    private const double LongFrom = 300;
    private const double ApartFrom = 250;
    private const double QuietFrom = 400;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["."] = "cardSeen",
        [".."] = "enterPin",
        ["..-"] = "enterPinFewTries",
        ["-.."] = "tryAgain",
        ["..."] = "callStaff",
        [".-"] = "done",
        ["--"] = "seeStaff",
        ["...."] = "takeCard",
        ["-"] = "cardGone",
    };

    /// <summary>Nothing sounds, and has not for long enough that nothing is about to follow.</summary>
    public static bool IsQuiet(OutputRecord buzzer, DateTimeOffset now) => !buzzer.IsOn && (buzzer.Changes is [] || (now - buzzer.Changes[^1].At).TotalMilliseconds > QuietFrom);

    public static IReadOnlyList<PlayedSound> Measure(OutputRecord buzzer)
    {
        var pulses = buzzer.Changes.Zip(buzzer.Changes.Skip(1)).Where(pair => pair.First.On).Select(pair => new Pulse(pair.First.At, pair.Second.At)).ToArray();
        return [.. Clicks(pulses).Concat(Melodies(pulses)).OrderBy(sound => sound.At)];
    }

    private static IEnumerable<PlayedSound> Clicks(Pulse[] pulses) => pulses.Where(pulse => pulse.Length < ClickBelow).Select(pulse => Of([pulse], "click"));

    private static IEnumerable<PlayedSound> Melodies(Pulse[] pulses)
    {
        List<Pulse> melody = [];
        foreach (var pulse in pulses.Where(pulse => pulse.Length >= ClickBelow))
        {
            if (melody is [.., var last] && (pulse.On - last.Off).TotalMilliseconds >= ApartFrom)
            {
                yield return Name(melody);
                melody = [];
            }

            melody.Add(pulse);
        }

        if (melody is not [])
        {
            yield return Name(melody);
        }
    }

    private static PlayedSound Name(List<Pulse> melody) =>
        Of(melody, Names.GetValueOrDefault(string.Concat(melody.Select(pulse => pulse.Length < LongFrom ? '.' : '-')), "unknown"));

    private static PlayedSound Of(IReadOnlyList<Pulse> pulses, string name) => new(
        pulses[0].On, name,
        [.. pulses.Select((pulse, at) => new[] { (int)Math.Round(pulse.Length), at + 1 < pulses.Count ? (int)Math.Round((pulses[at + 1].On - pulse.Off).TotalMilliseconds) : 0 })]);

    private readonly record struct Pulse(DateTimeOffset On, DateTimeOffset Off)
    {
        public double Length => (Off - On).TotalMilliseconds;
    }
}
