using System.Runtime.InteropServices;
using Kiosk.Signals;

namespace Kiosk.Bench.Voice;

/// <summary>Recognises a sentence by its samples, however loud it is. Knows the files that were rendered, and nothing of who plays them.</summary>
internal sealed class RenderedVoice(string folder)
{
    // The same samples, but for the rounding of another volume; two readings of the same words are far below.
    private const double Same = 0.999;
    private const int HeaderBytes = 44;

    // Longer than any sentence; used again, since the bench must not grow the process that it listens in.
    private readonly byte[] buffer = new byte[Seconds * BytesPerSecond];

    /// <summary>16,000 samples of two bytes.</summary>
    public const int BytesPerSecond = 32_000;

    /// <summary>No sentence is longer.</summary>
    public const int Seconds = 15;

    /// <summary>The sentence that begins so, and whether it is whole; null when none does. Silence begins like none.</summary>
    public (Sentence Sentence, Language Language, bool IsWhole)? Recognise(ReadOnlySpan<short> heard)
    {
        (Sentence, Language, bool)? best = null;
        var likeness = Same;
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var (sentence, isOfEnter) in Enum.GetValues<Sentence>().SelectMany(sentence => (((Sentence, bool)[])[(sentence, false), (sentence, true)])))
            {
                var rendered = Read(sentence, language, isOfEnter);
                if (Likeness(heard, rendered) is var now && now > likeness)
                {
                    likeness = now;
                    best = (sentence, language, heard.Length >= rendered.Length);
                }
            }
        }

        return best;
    }

    /// <summary>The samples of a sentence until the next one is read; none when it was not rendered.</summary>
    /// <param name="isOfEnter">The one for a keypad with Enter; only sentences that name the key have one.</param>
    public ReadOnlySpan<short> Read(Sentence sentence, Language language, bool isOfEnter = false)
    {
        var path = Path.Combine(folder, language == Language.Japanese ? "ja" : "en", $"{sentence}{(isOfEnter ? ".enter" : "")}.wav");
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = File.OpenHandle(path);
        return MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, RandomAccess.Read(file, buffer, HeaderBytes)));
    }

    // The cosine between both, over as much as both have. A player fills its last period with silence; anything else after the end is something else.
    private static double Likeness(ReadOnlySpan<short> heard, ReadOnlySpan<short> rendered)
    {
        var both = Math.Min(heard.Length, rendered.Length);
        if (heard[both..].ContainsAnyExcept((short)0))
        {
            return 0;
        }

        long product = 0, heardSquare = 0, renderedSquare = 0;
        for (var i = 0; i < both; i++)
        {
            product += heard[i] * rendered[i];
            heardSquare += heard[i] * heard[i];
            renderedSquare += rendered[i] * rendered[i];
        }

        return product / Math.Max(1, Math.Sqrt((double)heardSquare * renderedSquare));
    }
}
