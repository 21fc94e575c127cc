namespace Kiosk.Benchmarks.Reports;

/// <summary>What many runs of one thing came to.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <exception cref="InvalidOperationException">There was no run.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new InvalidOperationException("Nothing was measured.");
        }

        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(median, sorted[0], sorted[^1]);
    }

    /// <summary>In milliseconds.</summary>
    public static Spread Of(IEnumerable<TimeSpan> times) => Of(times.Select(time => time.TotalMilliseconds));
}
