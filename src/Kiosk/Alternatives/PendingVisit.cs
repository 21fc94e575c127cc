using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Alternatives;

/// <summary>A visit whose question could not be asked, until that is settled. Holds nothing of the person: nothing is known.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Outcome">Could not ask, or the authority refused this stand.</param>
/// <param name="Reason">Why.</param>
/// <param name="Method">How identity was to be confirmed.</param>
public sealed record PendingVisit(Guid VisitId, DateTimeOffset EndedAt, Outcome Outcome, Reason? Reason, IdentityMethod Method)
{
    /// <summary>True for a visit that says nothing about the person, because nobody could be asked.</summary>
    public static bool IsPending(KeptResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Outcome is Outcome.CouldNotAsk or Outcome.AuthorityRefused;
    }

    /// <summary>True for a visit that settles the earlier ones of the same person: the authority completed a new answer. What is only shown again says nothing about them.</summary>
    public static bool Settles(KeptResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result is { RepeatOf: null, Outcome: Outcome.Covered or Outcome.NotCovered or Outcome.NoRecord or Outcome.Several or Outcome.Unknown };
    }
}

/// <summary>How a pending visit was settled.</summary>
public enum PendingEnd
{
    /// <summary>The same person's later visit was answered.</summary>
    Answered,

    /// <summary>The same person came again and could not be asked about again: that visit is pending now.</summary>
    TriedAgain,

    /// <summary>Staff checked a paper.</summary>
    Checked,

    /// <summary>Staff closed it with a reason.</summary>
    Closed,
}

/// <summary>How a pending visit was settled, for those who look at it later.</summary>
/// <param name="End">How.</param>
/// <param name="Cause">Why staff closed it; null where they did not.</param>
/// <param name="Note">Their own words, where they left any.</param>
public sealed record Settlement(PendingEnd End, CloseReason? Cause = null, string? Note = null)
{
    /// <summary>Never the note, which may name a person.</summary>
    public override string ToString() => $"settled {End}";
}

/// <summary>Why staff close a pending visit without a check.</summary>
public enum CloseReason
{
    /// <summary>The visitor left.</summary>
    VisitorLeft,

    /// <summary>The visitor comes again another day, with card or paper.</summary>
    ComesAgain,

    /// <summary>Checked elsewhere: another stand, the insurer, the call centre.</summary>
    CheckedElsewhere,

    /// <summary>The visitor pays without insurance.</summary>
    PaysAlone,

    /// <summary>There was no visitor: a trial, or a card laid by mistake.</summary>
    NoVisitor,

    /// <summary>Something else: then the note says what.</summary>
    Other,
}
