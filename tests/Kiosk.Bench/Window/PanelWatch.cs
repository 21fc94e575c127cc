using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Bench.Window;

/// <summary>The visitor's eyes and ears: lamps and buzzer as they are at this moment.</summary>
internal sealed class PanelWatch(BenchFolder folder) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(4);
    private PanelConnection? panel;

    /// <summary>Adds what is seen and heard; a panel that is away is dark and silent.</summary>
    public async Task<StandModel> AddToAsync(StandModel model, CancellationToken cancellation)
    {
        try
        {
            panel ??= await PanelConnection.OpenAsync(folder.Path, cancellation);
            var record = await panel.RecordAsync(cancellation);
            var heard = await panel.HeardAsync(cancellation);
            return model with { Said = Said(heard, record.Now), Lamps = [.. record.Lamps.Select(lamp => Look(lamp.Key, lamp.Value.Colour, lamp.Value.Output, record.Now))], Sound = Listen(record) };
        }
        catch (IOException)
        {
            Dispose();
            return model;
        }
    }

    public void Dispose()
    {
        panel?.Dispose();
        panel = null;
    }

    private static LampView Look(Lamp lamp, string colour, OutputRecord output, DateTimeOffset now) => new(lamp, colour, LampMeter.Measure(output, now), output.IsOn);

    private static string? Said(HeardSoFar heard, DateTimeOffset now) =>
        heard.Saying is { } saying ? Sentences.Of(saying.Sentence, saying.Language)
        : heard.Heard is [.., { Sentence: { } sentence, Language: { } language, At: var at }] && now - at < Remembered ? Sentences.Of(sentence, language)
        : null;

    private static string? Listen(PanelRecord record)
    {
        if (!SoundMeter.IsQuiet(record.Buzzer, record.Now))
        {
            return "beep ...";
        }

        return SoundMeter.Measure(record.Buzzer).LastOrDefault(sound => sound.Sound != "click") is { } last && record.Now - last.At < Remembered ? Words(last) : null;
    }

    private static string Words(PlayedSound sound) =>
        $"{string.Join(' ', sound.Pulses.Select(pulse => pulse[0] < 300 ? "pip" : "peeeep"))}  ({sound.Sound})";
}
