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

    /// <summary>What was heard, and whether something is being played.</summary>
    public static (bool IsHearing, IReadOnlyList<HeardSentence> Heard) Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (isHearing, heard) = (reader.ReadBoolean(), new HeardSentence[reader.ReadInt32()]);
        for (var i = 0; i < heard.Length; i++)
        {
            heard[i] = new HeardSentence(
                new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), ReadName<Sentence>(reader), ReadName<Language>(reader), reader.ReadBoolean());
        }

        return (isHearing, heard);
    }

    private static T? ReadName<T>(BinaryReader reader)
        where T : struct, Enum => Enum.TryParse<T>(reader.ReadString(), out var value) ? value : null;
}
