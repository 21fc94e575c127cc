using Kiosk.Bench.Cards;

namespace Kiosk.Benchmarks.Cards;

/// <summary>What the card heard and said, counted by the card itself.</summary>
/// <param name="Commands">APDUs.</param>
/// <param name="BytesIn">To the card.</param>
/// <param name="BytesOut">From the card, status words included.</param>
/// <param name="CardTime">What the card and its radio took by the bench's model; null where none is in force.</param>
internal readonly record struct Traffic(int Commands, int BytesIn, int BytesOut, TimeSpan? CardTime)
{
    private const int StatusWord = 2;

    public static Traffic Of(IReadOnlyCollection<ApduLogEntry> entries) => new(
        entries.Count,
        // Hex, two characters a byte; so are the masked ones.
        entries.Sum(entry => entry.Command.Length / 2),
        entries.Sum(entry => entry.Status == "none" ? 0 : entry.AnswerBytes + StatusWord),
        TimeOf(entries));

    private static TimeSpan? TimeOf(IReadOnlyCollection<ApduLogEntry> entries) =>
        entries.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.CardTime) is var total && total > TimeSpan.Zero ? total : null;
}

/// <summary>One run of one thing with the card.</summary>
internal readonly record struct Reading(Traffic Traffic, TimeSpan Wall);
