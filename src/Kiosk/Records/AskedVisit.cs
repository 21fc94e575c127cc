using Kiosk.Cards;
using Kiosk.Visits;

namespace Kiosk.Records;

/// <summary>
/// A visit about which the authority is asked, remembered on disk before the question is sent: should the stand lose its power, the answer is fetched after the restart.
/// Names nobody.
/// </summary>
/// <param name="VisitId">The visit, under which the authority keeps its answer.</param>
/// <param name="AskedAt">When it was remembered.</param>
/// <param name="Method">How identity was confirmed.</param>
/// <param name="Staff">Who of the staff decided, where someone did.</param>
/// <param name="Certificate">How the card's certificate stood.</param>
/// <param name="Person">Whose visit it was.</param>
public sealed record AskedVisit(Guid VisitId, DateTimeOffset AskedAt, IdentityMethod Method, string? Staff, CertificateStanding? Certificate, PersonMark? Person = null)
{
    /// <summary>The result of the visit, now that the authority's answer (or why there is none) is known.</summary>
    public KeptResult Result(Outcome outcome, Reason? reason, DateTimeOffset now) => new()
    {
        VisitId = VisitId,
        EndedAt = now,
        Method = Method,
        Outcome = outcome,
        Reason = reason,
        Staff = Staff,
        Certificate = Certificate,
        Person = Person,
    };
}
