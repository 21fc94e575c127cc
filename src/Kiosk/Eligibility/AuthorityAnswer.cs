using Kiosk.Visits;

namespace Kiosk.Eligibility;

/// <summary>What asking the authority came to. A closed list.</summary>
public abstract record AuthorityAnswer
{
    private AuthorityAnswer() { }

    /// <summary>Never what it carries.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The authority answered the question.</summary>
    public sealed record Answered(Confirmation Confirmation) : AuthorityAnswer;

    /// <summary>The authority refuses this card.</summary>
    public sealed record CardRefused(Reason Reason, string? Detail) : AuthorityAnswer;

    /// <summary>The authority refuses this stand, or its question.</summary>
    public sealed record StandRefused(Reason Reason, string? Detail) : AuthorityAnswer;

    /// <summary>The challenge was used or expired: get a new one and sign again, without asking for the PIN.</summary>
    public sealed record ChallengeSpent : AuthorityAnswer;

    /// <summary>Nobody knows: no connection, no answer, no sense in it.</summary>
    public sealed record CouldNotAsk(Reason Reason, string? Detail) : AuthorityAnswer;
}
