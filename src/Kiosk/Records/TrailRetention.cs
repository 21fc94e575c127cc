namespace Kiosk.Records;

/// <summary>How long the audit trail is kept; results go much sooner.</summary>
/// <param name="Years">In years.</param>
public sealed record TrailRetention(int Years)
{
    /// <summary>Where nothing else is configured.</summary>
    public const int Usual = 5;

    /// <summary>Longer than anyone will ask.</summary>
    public const int Longest = 50;

    /// <summary>Rows of this time and later stay.</summary>
    public DateTimeOffset KeptSince(DateTimeOffset now) => now.AddYears(-Years);
}
