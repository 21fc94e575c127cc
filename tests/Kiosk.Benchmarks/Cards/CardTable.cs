using Kiosk.Benchmarks.Reports;

namespace Kiosk.Benchmarks.Cards;

/// <summary>What was measured with the card, part by part, program by program.</summary>
/// <param name="isModelled">Whether the card's own time is known, and with it what a program adds.</param>
internal sealed class CardTable(bool isModelled)
{
    private readonly Dictionary<CardTask, List<Reading>> readings = [];
    private readonly List<TimeSpan> starts = [];

    public void Add(CardTask task, Reading reading)
    {
        if (!readings.TryGetValue(task, out var all))
        {
            readings.Add(task, all = []);
        }

        all.Add(reading);
    }

    /// <summary>The time that a process takes which does nothing.</summary>
    public void AddStart(TimeSpan wall) => starts.Add(wall);

    public override string ToString()
    {
        string[] headers = ["", "APDUs", "bytes to card", "from card", "ms median", "min", "max"];
        var table = new Table(isModelled ? [.. headers, "card's own ms", "time / card"] : headers);
        foreach (var part in readings.GroupBy(each => each.Key.Part))
        {
            table.Add(NameOf(part.Key));
            foreach (var (task, all) in part)
            {
                table.Add([$"  {task.Who}", .. Counts(all), .. Times(Spread.Of(all.Select(one => one.Wall))), .. isModelled ? Model(all, task.Starts * Spread.Of(starts).Median) : []]);
            }
        }

        table.Add([NameOf(part: null), "", "", "", .. Times(Spread.Of(starts)), .. isModelled ? (string[])["", ""] : []]);
        return table.ToString();
    }

    private static string NameOf(CardPart? part) => part switch
    {
        CardPart.Certificate => "certificate",
        CardPart.Signature => "VERIFY + signature",
        CardPart.Whole => "whole card part",
        null => "opensc-tool --info, no card (to take off)",
    };

    private static string[] Counts(List<Reading> all) =>
    [
        Only(all, reading => reading.Traffic.Commands), Only(all, reading => reading.Traffic.BytesIn), Only(all, reading => reading.Traffic.BytesOut),
    ];

    private static string[] Times(Spread spread) => [$"{spread.Median:F1}", $"{spread.Least:F1}", $"{spread.Most:F1}"];

    private static string[] Model(List<Reading> all, double startsTook)
    {
        var card = Spread.Of(all.Select(one => one.Traffic.CardTime ?? throw new InvalidOperationException("The card host told no times."))).Median;
        var time = Spread.Of(all.Select(one => one.Wall)).Median - startsTook;
        return [$"{card:F1}", $"{time / card:F3}"];
    }

    // The same thing takes the same commands; where it once did not, both are shown.
    private static string Only(List<Reading> all, Func<Reading, int> of)
    {
        var (least, most) = (all.Min(of), all.Max(of));
        return least == most ? $"{least}" : $"{least}-{most}";
    }
}
