using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Benchmarks.Desk;
using Kiosk.Benchmarks.Reports;

namespace Kiosk.Benchmarks.Authority;

/// <summary>What the stand's client adds to a bare HttpClient: the same question, to the same server, over connections that are open.</summary>
internal static class AuthorityBenchmark
{
    private const double GoalMs = 5;
    private const int Calls = 200;
    private const int WarmUps = 20;

    public static async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        await using var up = new RunningUp("{}");
        await up.UntilReadyAsync();
        using var roundTrip = new RoundTrip(up, Person.Named("hanako"));
        using var bare = new BareClient(new Uri(up.Facts.AuthorityUrl), roundTrip.CaFile, up.Folder.IdentityFolder);
        // Decided once: from then on the authority does the same for either, which is to look the answer up.
        var question = await roundTrip.AskAsync(stop);
        var (ours, theirs) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var call = -WarmUps; call < Calls; call++)
        {
            var (our, their) = (await roundTrip.MeasureAsync(question, stop), await bare.MeasureAsync(roundTrip.BodyOf(question), stop));
            if (call >= 0)
            {
                ours.Add(our);
                theirs.Add(their);
            }
        }

        var table = new Table($"One confirmation, {Calls} calls in turn, ms", "median", "min", "max");
        void Row(string name, Spread spread) => table.Add(name, $"{spread.Median:F2}", $"{spread.Least:F2}", $"{spread.Most:F2}");
        Row("HttpAuthority", Spread.Of(ours));
        Row("a bare HttpClient", Spread.Of(theirs));
        Row("the difference", Spread.Of(ours.Zip(theirs, (our, their) => our - their)));
        var overhead = Spread.Of(ours).Median - Spread.Of(theirs).Median;
        await output.WriteLineAsync($"\n{table}Goal: at most {GoalMs:F0} ms over a bare HttpClient. {(overhead <= GoalMs ? "Reached" : "Missed")}: {overhead:F2} ms (medians).");
    }
}
