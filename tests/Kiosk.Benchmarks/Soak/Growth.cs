namespace Kiosk.Benchmarks.Soak;

/// <summary>How large a part is, early and at the end.</summary>
/// <param name="Part">Its name.</param>
/// <param name="JudgeRss">Whether its memory counts.</param>
internal sealed record Growth(string Part, ProcessSize Early, ProcessSize Last, bool JudgeRss)
{
    // Thread pool and connection pools breathe by a few, and the collector keeps a heap that it has once grown; what leaks once in a hundred visits is
    // beyond both limits after a few thousand.
    private const int MostThreadsOrHandles = 5;
    private const double MostRss = 0.10;

    private int Threads => Last.Threads - Early.Threads;

    private int Handles => Last.Handles - Early.Handles;

    private double Rss => (Last.Rss - Early.Rss) / (double)Early.Rss;

    /// <summary>It grew beyond a limit.</summary>
    public bool IsTooMuch => Threads > MostThreadsOrHandles || Handles > MostThreadsOrHandles || (JudgeRss && Rss > MostRss);

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Part}: RSS {Rss:+0.0%;-0.0%;0.0%}{(JudgeRss ? "" : " (not judged)")}, threads {Threads:+0;-0;0}, handles {Handles:+0;-0;0}{(IsTooMuch ? " TOO MUCH" : "")}");
}
