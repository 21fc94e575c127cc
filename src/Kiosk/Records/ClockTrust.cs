using Kiosk.Desk;

namespace Kiosk.Records;

/// <summary>
/// Whether the stand's date may be believed, for what cannot be undone: a result that is deleted a month too early is lost. A time server may be wrong as well, so a clock that follows
/// one and is nevertheless far from where it should be is believed only once the authority has the same date, or, where that cannot be asked, after some days.
/// </summary>
public sealed record ClockTrust
{
    /// <summary>A clock that is set by more than this while the stand runs is doubted, and so is one that is further from the authority's.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromDays(1);

    /// <summary>So long a stand may be switched off without its clock being doubted when it comes back.</summary>
    public static readonly TimeSpan Closed = TimeSpan.FromDays(7);

    /// <summary>After so long a doubted clock is believed where the authority cannot be asked: else nothing would ever be deleted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>What is to be told of the clock.</summary>
    public ClockState State { get; private init; } = ClockState.Unsynchronized;

    // The last moment that was believed, and how far it may be away when the computer has counted since.
    private DateTimeOffset? Believed { get; init; }

    private TimeSpan BelievedAt { get; init; }

    private TimeSpan Ahead { get; init; } = Near;

    private (DateTimeOffset Clock, TimeSpan Counted)? Looked { get; init; }

    private TimeSpan? DoubtedAt { get; init; }

    // The authority has another date, or its certificate is out of date by this clock.
    private bool IsContradicted { get; init; }

    private bool IsMistrusted { get; init; }

    /// <summary>What is known at the start.</summary>
    /// <param name="believed">The day on which the clock was believed last; null: never.</param>
    public static ClockTrust Since(DateOnly? believed) => believed is { } day
        ? new ClockTrust { Believed = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), JapanTime.Offset), Ahead = Near + Closed }
        : new ClockTrust();

    /// <summary>Looks at the clock.</summary>
    /// <param name="follows">Whether it follows a time server.</param>
    /// <param name="clock">What it says.</param>
    /// <param name="counted">What the computer counted since the start, which nobody can set.</param>
    public ClockTrust Look(bool follows, DateTimeOffset clock, TimeSpan counted)
    {
        var jumped = Looked is { } before && (clock - before.Clock - (counted - before.Counted)).Duration() > Near;
        var next = this with { Looked = (clock, counted), IsContradicted = IsContradicted && !jumped };
        if (!follows)
        {
            return next with { State = ClockState.Unsynchronized, DoubtedAt = null };
        }

        if (!next.IsContradicted && next.IsWhereItShouldBe(clock, counted))
        {
            return next.Believe(clock, counted);
        }

        var since = jumped ? counted : DoubtedAt ?? counted;
        return next is { IsContradicted: false, IsMistrusted: false } && counted - since >= Patience
            ? next.Believe(clock, counted)
            : next with { State = ClockState.Doubtful, DoubtedAt = since };
    }

    /// <summary>The authority told its time.</summary>
    public ClockTrust Hear(DateTimeOffset authority, DateTimeOffset clock, TimeSpan counted)
    {
        var next = this with { IsContradicted = (clock - authority).Duration() > Near, IsMistrusted = false };
        return State == ClockState.Unsynchronized ? next
            : next.IsContradicted ? next with { State = ClockState.Doubtful, DoubtedAt = DoubtedAt ?? counted }
            : next.Believe(clock, counted);
    }

    /// <summary>The authority's certificate is not good by this clock, or not the authority's: no time of it can be heard, and none is guessed.</summary>
    public ClockTrust Mistrust() => this with { IsMistrusted = true };

    private bool IsWhereItShouldBe(DateTimeOffset clock, TimeSpan counted) =>
        Believed is not { } believed || (clock - believed - (counted - BelievedAt) is var off && off >= -Near && off <= Ahead);

    private ClockTrust Believe(DateTimeOffset clock, TimeSpan counted) =>
        this with { State = ClockState.Synchronized, Believed = clock, BelievedAt = counted, Ahead = Near, DoubtedAt = null };
}
