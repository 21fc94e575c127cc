using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Signals;

namespace Kiosk.Bench.Voice;

/// <summary>What the stand said.</summary>
/// <param name="At">When it began.</param>
/// <param name="Sentence">Which sentence; null: something that no sentence is.</param>
/// <param name="Language">In which language; null as well then.</param>
/// <param name="ToTheEnd">False when it was broken off.</param>
public sealed record HeardSentence(
    DateTimeOffset At,
    [property: JsonConverter(typeof(CamelCaseNames<Sentence>))] Sentence? Sentence,
    [property: JsonConverter(typeof(CamelCaseNames<Language>))] Language? Language,
    bool ToTheEnd);

/// <summary>Names as the bench writes them.</summary>
internal sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
