namespace Kiosk.Benchmarks.Desk;

/// <summary>What one visit of the whole desk took.</summary>
/// <param name="Wall">From the snapshot that shows the PIN confirmed to the snapshot that shows the outcome.</param>
/// <param name="Card">The card's own time for VERIFY and signature; null where the bench has no model of it.</param>
/// <param name="RoundTrip">One confirmation, measured beside the desk right after the visit.</param>
/// <param name="Storing">From the desk's own moment of the answer to the snapshot that shows the outcome: the disk, and the way to the screen.</param>
internal sealed record ServedVisit(TimeSpan Wall, TimeSpan? Card, TimeSpan RoundTrip, TimeSpan Storing)
{
    /// <summary>What the desk takes beside the authority, measured in the card's own time.</summary>
    public double? Ratio => (Wall - RoundTrip) / Card;
}
