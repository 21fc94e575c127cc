using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Benchmarks.Cards;
using Kiosk.Benchmarks.Reports;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Benchmarks.Desk;

/// <summary>After the last key: how long a visitor waits at a whole desk, and how much of it is the card's own time.</summary>
internal static class DeskBenchmark
{
    /// <summary>What a desk may take on top of the card's own time, as a share of it.</summary>
    private const double Goal = 1.05;

    // The first visits compile the desk's code, which the stand's binary has done before it was shipped.
    private const int WarmUps = 3;

    public static async Task RunAsync(int visits, TextWriter output, CancellationToken stop)
    {
        await using var up = new RunningUp("{}");
        await up.UntilReadyAsync();
        var person = Person.Named("hanako");
        using var roundTrip = new RoundTrip(up, person);
        await using var desk = new SnapshotFollower(up.Desk);
        await desk.UntilIdleAsync(stop);
        await up.Card.FaultAsync(Radio.ForDesk.Fault, stop);

        var first = await ServeAsync(up, desk, roundTrip, person, stop);
        for (var i = 1; i < WarmUps; i++)
        {
            await ServeAsync(up, desk, roundTrip, person, stop);
        }

        var served = new List<ServedVisit>();
        while (served.Count < visits)
        {
            served.Add(await ServeAsync(up, desk, roundTrip, person, stop));
        }

        await output.WriteLineAsync($"""

            After the last key (#): {visits} visits of hanako at a whole desk (kiosk-bench up, JIT), after {WarmUps} to warm up, the first of which took {first.Wall.TotalMilliseconds:F0} ms.
            The card: {Radio.ForDesk.Name}.
            The round trip is one confirmation over an open mutual TLS connection with the stand's own identity, asked from here after each visit.

            """);
        await output.WriteLineAsync(TableOf(served).ToString());
        if (served[0].Ratio is not null)
        {
            var median = Spread.Of(served.Select(visit => visit.Ratio!.Value)).Median;
            await output.WriteLineAsync($"Goal: at most {Goal:F2}. {(median <= Goal ? "Reached" : "Missed")}: {median:F3} (median).");
        }
    }

    private static Table TableOf(IReadOnlyCollection<ServedVisit> served)
    {
        var table = new Table("", "median", "min", "max");
        void Row(string name, Func<ServedVisit, double?> of, string format)
        {
            if (served.All(visit => of(visit) is not null))
            {
                var spread = Spread.Of(served.Select(visit => of(visit)!.Value));
                table.Add([name, .. new[] { spread.Median, spread.Least, spread.Most }.Select(value => value.ToString(format))]);
            }
        }

        Row("from # to the outcome, ms", visit => visit.Wall.TotalMilliseconds, "F1");
        Row("  the card's own time for VERIFY + signature, ms", visit => visit.Card?.TotalMilliseconds, "F1");
        Row("  one round trip to the authority, ms", visit => visit.RoundTrip.TotalMilliseconds, "F1");
        Row("  from the answer to the screen: the disk, and the socket, ms", visit => visit.Storing.TotalMilliseconds, "F1");
        Row("(from # to the outcome - round trip) / card", visit => visit.Ratio, "F3");
        return table;
    }

    private static async Task<ServedVisit> ServeAsync(RunningUp up, SnapshotFollower desk, RoundTrip roundTrip, Person person, CancellationToken stop)
    {
        await up.Card.InsertAsync(person.Key, stop);
        await desk.UntilAsync(VisitPhase.Pin, stop);
        var before = (await up.Card.ApduLogBeforeThePinAsync(stop)).Count;
        await up.Panel.PressAsync(person.Pin + "#", stop);
        var asking = await desk.UntilAsync(VisitPhase.Asking, stop);
        var finished = await desk.UntilAsync(VisitPhase.Finished, stop);
        var traffic = Traffic.Of([.. (await up.Card.ApduLogAsync(stop)).Skip(before)]);
        await up.Card.RemoveAsync(stop);
        await desk.UntilIdleAsync(stop);

        var visit = finished.Snapshot.Visit!;
        return visit is { Outcome: Outcome.Covered, Kept: true, EndedAt: { } answeredAt }
            ? new(TimeProvider.System.GetElapsedTime(asking.At, finished.At), traffic.CardTime, await roundTrip.MeasureAsync(stop), finished.Clock - answeredAt)
            : throw new InvalidOperationException($"A visit came to {visit.Outcome}, {visit.Reason}, kept: {visit.Kept}.");
    }
}
