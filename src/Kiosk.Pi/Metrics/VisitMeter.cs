using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Kiosk.Visits;

namespace Kiosk.Pi.Metrics;

/// <summary>Counts visits, derived from the visit before and after a step like the audit trail. Every label has a closed list of values, and none is a person's.</summary>
internal sealed class VisitMeter(Meter meter)
{
    private const string Without = "none";

    private readonly Counter<long> visits = meter.CreateCounter<long>("kiosk.visits", description: "Visits whose outcome is known, by outcome and method");

    private readonly Histogram<double> durations = meter.CreateHistogram(
        "kiosk.visit.duration", "s", "From the card laid to the outcome, by method", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 120, 300] });

    private readonly Counter<long> cards = meter.CreateCounter<long>("kiosk.cards.read", description: "Cards that were read, by the PIN tries that they had left");

    private readonly Counter<long> notKept = meter.CreateCounter<long>("kiosk.results.not_kept", description: "Results that could not be written");

    /// <summary>Counts what a step changed.</summary>
    public void Count(Visit? before, VisitStep step)
    {
        if ((step.Ended ?? step.Visit) is not { } after)
        {
            return;
        }

        if (before?.Certificate is null && after.Certificate is not null)
        {
            cards.Add(1, new KeyValuePair<string, object?>("tries_left", after.Tries?.Left.ToString(CultureInfo.InvariantCulture) ?? Without));
        }

        if (before?.Outcome is null && after is { Outcome: { } outcome, EndedAt: { } ended })
        {
            visits.Add(1, new TagList { Label.Of("outcome", outcome), Label.Of("method", after.Method) });
            durations.Record((ended - after.StartedAt).TotalSeconds, Label.Of("method", after.Method));
        }

        if (before?.Kept != false && after.Kept == false)
        {
            CountNotKept();
        }
    }

    /// <summary>Counts one of a visit that has left.</summary>
    public void CountNotKept() => notKept.Add(1);
}
