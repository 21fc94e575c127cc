using System.Text.Json.Serialization;
using Kiosk.Bench.Voice;

namespace Kiosk.Bench.Panel;

/// <summary>One lamp: its colour and off, steady, slow, fast, double, or irregular.</summary>
public sealed record LampReading(string Colour, string Rhythm);

/// <summary>All lamps.</summary>
public sealed record PanelLamps(LampReading Card, LampReading Go, LampReading Wait, LampReading Stop)
{
    [JsonIgnore]
    public bool HaveRhythm => !new[] { Card, Go, Wait, Stop }.Any(lamp => lamp.Rhythm == LampMeter.Irregular);
}

/// <summary>What the buzzer played.</summary>
/// <param name="At">When it began.</param>
/// <param name="Sound">The sound's name, click for a key's click, or unknown.</param>
/// <param name="Pulses">Milliseconds on and off; the last off is 0.</param>
public sealed record PlayedSound(DateTimeOffset At, string Sound, int[][] Pulses);

/// <summary>The JSON of the bench's commands lamps, sounds and heard.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PanelLamps))]
[JsonSerializable(typeof(IReadOnlyList<PlayedSound>))]
[JsonSerializable(typeof(IReadOnlyList<HeardSentence>))]
public sealed partial class PanelJson : JsonSerializerContext;
