using Kiosk.Cards;

namespace Kiosk.Eligibility;

/// <summary>How the authority is, as far as the stand knows.</summary>
public enum AuthorityState
{
    /// <summary>Nobody answered yet, or anymore.</summary>
    Unreachable,

    /// <summary>All is well.</summary>
    Available,

    /// <summary>Known certificates are answered, first-time or just-renewed ones may not be.</summary>
    Partial,

    /// <summary>Planned stop.</summary>
    Maintenance,

    /// <summary>The authority does not know this stand (any more).</summary>
    NotEnrolled,

    /// <summary>The authority suspended this stand.</summary>
    Suspended,

    /// <summary>Who answers is not the authority of the pinned CA, or its certificate has another name or is out of date by this stand's clock.</summary>
    Untrusted,

    /// <summary>This stand's own certificate is out of date, and the authority does not take it.</summary>
    Expired,
}

/// <summary>What the authority said about itself and this stand.</summary>
/// <param name="State">How it is.</param>
/// <param name="Message">Its own words, for staff.</param>
/// <param name="From">Begin of a stop.</param>
/// <param name="Until">End of a stop.</param>
/// <param name="VisualGranted">Whether method A is granted to this stand; null while unknown.</param>
/// <param name="ClockOff">How far this stand's clock is ahead of the authority's (behind: negative); null while they agree to a minute, or nobody knows.</param>
/// <param name="HaltedSince">Since when it was so silent that a short look goes before every question; null while it is not.</param>
/// <param name="Time">Its clock, when it was heard; null: it was not.</param>
public sealed record AuthorityStatus(
    AuthorityState State, string? Message = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool? VisualGranted = null,
    TimeSpan? ClockOff = null, DateTimeOffset? HaltedSince = null, DateTimeOffset? Time = null);

/// <summary>Who answers eligibility questions (オンライン資格確認等システム, or an operator in front of it).</summary>
public interface IAuthority
{
    /// <summary>Asks how the authority is and how it sees this stand. Never throws but for cancellation.</summary>
    Task<AuthorityStatus> CheckAsync(CancellationToken cancellation);

    /// <summary>Fetches a challenge. The challenge, or why there is none.</summary>
    Task<ChallengeResult> GetChallengeAsync(CancellationToken cancellation);

    /// <summary>
    /// Asks about one visit and waits for the answer, until cancelled; sends again what may be sent again. Cancellation by the caller's deadline
    /// is the caller's business: it surfaces as <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<AuthorityAnswer> ConfirmAsync(ConfirmationQuestion question, CancellationToken cancellation);

    /// <summary>What the authority answered to a visit about which it was asked before; null when it never was. Never throws but for cancellation.</summary>
    Task<AuthorityAnswer?> FindAsync(Guid visitId, CancellationToken cancellation);
}

/// <summary>A challenge, or the authority's answer instead of one. Exactly one is set.</summary>
public readonly record struct ChallengeResult(Challenge? Challenge, AuthorityAnswer? Instead);

/// <summary>The question of one visit.</summary>
/// <param name="VisitId">UUID v7: the same question under the same id is answered once.</param>
/// <param name="QualificationDate">The day asked about, Japan time.</param>
/// <param name="Certificate">DER of the card's certificate.</param>
/// <param name="Identity">How identity was confirmed.</param>
public sealed record ConfirmationQuestion(Guid VisitId, DateOnly QualificationDate, ReadOnlyMemory<byte> Certificate, IdentityProof Identity)
{
    /// <summary>Never the person.</summary>
    public override string ToString() => $"question of visit {VisitId}";
}

/// <summary>How identity was confirmed.</summary>
public abstract record IdentityProof
{
    private IdentityProof() { }

    /// <summary>Method B: the card signed the challenge after the right PIN.</summary>
    public sealed record Signature(string ChallengeId, CardSignature ByCard) : IdentityProof;

    /// <summary>Method A: staff compared the photo.</summary>
    public sealed record Visual(string Staff, DateTimeOffset ConfirmedAt) : IdentityProof;
}
