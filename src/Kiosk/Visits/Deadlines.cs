namespace Kiosk.Visits;

/// <summary>How long the stand waits for what: the configuration section <c>Deadlines</c>.</summary>
public sealed record Deadlines
{
    /// <summary>For the card to be read.</summary>
    public TimeSpan Reading { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>For the first key, with the card on.</summary>
    public TimeSpan NothingTyped { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>For the next key, once typing began.</summary>
    public TimeSpan PinIdle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For staff to decide.</summary>
    public TimeSpan Staff { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>For PIN check, signature and the authority's answer together.</summary>
    public TimeSpan Authority { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>For the result to be on disk.</summary>
    public TimeSpan Storing { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Until the visitor is reminded of the card.</summary>
    public TimeSpan TakeCard { get; set; } = TimeSpan.FromSeconds(15);
}
