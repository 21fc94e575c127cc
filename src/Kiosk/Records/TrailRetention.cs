namespace Kiosk.Records;

/// <summary>How long the audit trail is kept: no law fixes it for this check, so the facility does; results go much sooner.</summary>
/// <param name="Years">In years.</param>
public sealed record TrailRetention(int Years)
{
    /// <summary>What is usual for records of a facility.</summary>
    public const int Usual = 5;

    /// <summary>Longer than anyone will ask.</summary>
    public const int Longest = 50;

    /// <summary>Rows of this time and later stay.</summary>
    public DateTimeOffset KeptSince(DateTimeOffset now) => now.AddYears(-Years);
}
