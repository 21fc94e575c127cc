using Kiosk.Signals;

namespace Kiosk.Bench.Voice;

/// <summary>What the ear heard, as it goes over the panel's socket.</summary>
internal static class HeardWire
{
    public static byte[] Write(Ear ear)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(ear.IsHearing);
        var saying = ear.Saying;
        writer.Write(saying?.Sentence.ToString() ?? string.Empty);
        writer.Write(saying?.Language.ToString() ?? string.Empty);
        var all = ear.Heard;
        writer.Write(all.Count);
        foreach (var heard in all)
        {
            writer.Write(heard.At.UtcTicks);
            writer.Write(heard.Sentence?.ToString() ?? string.Empty);
            writer.Write(heard.Language?.ToString() ?? string.Empty);
            writer.Write(heard.ToTheEnd);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What was heard, and what is being played.</summary>
    public static HeardSoFar Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (isHearing, sentence, language) = (reader.ReadBoolean(), ReadName<Sentence>(reader), ReadName<Language>(reader));
        var heard = new HeardSentence[reader.ReadInt32()];
        for (var i = 0; i < heard.Length; i++)
        {
            heard[i] = new HeardSentence(
                new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), ReadName<Sentence>(reader), ReadName<Language>(reader), reader.ReadBoolean());
        }

        return new HeardSoFar(isHearing, sentence is { } known && language is { } spoken ? (known, spoken) : null, heard);
    }

    private static T? ReadName<T>(BinaryReader reader)
        where T : struct, Enum => Enum.TryParse<T>(reader.ReadString(), out var value) ? value : null;
}

/// <summary>What was heard until now.</summary>
/// <param name="IsHearing">Something is being played.</param>
/// <param name="Saying">What, once it is known.</param>
/// <param name="Heard">What has ended, oldest first.</param>
internal sealed record HeardSoFar(bool IsHearing, (Sentence Sentence, Language Language)? Saying, IReadOnlyList<HeardSentence> Heard);
