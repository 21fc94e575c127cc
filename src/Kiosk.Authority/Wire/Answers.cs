using System.Buffers.Text;
using System.Net;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Wire;

/// <summary>What the authority's answers mean for a visit. What is not in the contract's tables could not be asked.</summary>
internal static class Answers
{
    private const int ChallengeLength = 32;
    private const int MaxChallengeId = 1024;

    /// <summary>The answer to a confirmation.</summary>
    public static AuthorityAnswer OfConfirmation(Exchange exchange, Guid visitId, FacilityCode facility) => exchange switch
    {
        Exchange.Reply { Status: HttpStatusCode.OK } reply => Result(reply, visitId, facility),
        // The question was taken, but time ran out before it was answered.
        Exchange.Reply { Status: HttpStatusCode.Accepted } => CouldNotAsk(Reason.Timeout),
        _ => Instead(exchange),
    };

    /// <summary>The answer to a visit that was asked about before; null when the authority does not have it.</summary>
    public static AuthorityAnswer? OfFound(Exchange exchange, Guid visitId, FacilityCode facility) =>
        IsVisitUnknown(exchange) ? null : OfConfirmation(exchange, visitId, facility);

    /// <summary>The challenge, or what came instead.</summary>
    public static ChallengeResult OfChallenge(Exchange exchange)
    {
        if (exchange is not Exchange.Reply { Status: HttpStatusCode.Created })
        {
            return new ChallengeResult(Challenge: null, Instead(exchange));
        }

        return JsonAnswer.Read(exchange, HttpStatusCode.Created, WireJson.Default.ChallengeReply) is
        { ChallengeId: { Length: > 0 and <= MaxChallengeId } id, Challenge: { } encoded, ExpiresAt: { } expiresAt }
            && Decode(encoded) is { Length: ChallengeLength } bytes
            ? new ChallengeResult(new Challenge(id, bytes, expiresAt), Instead: null)
            : new ChallengeResult(Challenge: null, CouldNotAsk(Reason.BadAnswer));
    }

    /// <summary>What everything but success means.</summary>
    public static AuthorityAnswer Instead(Exchange exchange) => exchange switch
    {
        Exchange.Reply reply => Refusal(reply),
        Exchange.Lost { Loss: Loss.Unreachable or Loss.Untrusted } => CouldNotAsk(Reason.Unreachable),
        _ => CouldNotAsk(Reason.BadAnswer),
    };

    /// <summary>Time ran out before anything came.</summary>
    public static AuthorityAnswer Timeout { get; } = CouldNotAsk(Reason.Timeout);

    /// <summary>True when a poll finds that the authority does not have the visit.</summary>
    public static bool IsVisitUnknown(Exchange exchange) =>
        exchange is Exchange.Reply { Status: HttpStatusCode.NotFound } reply && JsonAnswer.ProblemOf(reply).Code == "visit-unknown";

    private static AuthorityAnswer Result(Exchange.Reply reply, Guid visitId, FacilityCode facility) =>
        JsonAnswer.IsMedia(reply, "application/xml")
        && ResultXml.Read(reply.Body) is { } result && result.VisitId == visitId && result.FacilityCode == facility.Value
            ? new AuthorityAnswer.Answered(result.Confirmation)
            : CouldNotAsk(Reason.BadAnswer);

    private static AuthorityAnswer Refusal(Exchange.Reply reply)
    {
        var (code, detail) = JsonAnswer.ProblemOf(reply);
        return ((int)reply.Status, code) switch
        {
            (400, "malformed") => new AuthorityAnswer.StandRefused(Reason.Malformed, detail),
            (401, "device-unknown") => new AuthorityAnswer.StandRefused(Reason.DeviceUnknown, detail),
            (403, "device-suspended") => new AuthorityAnswer.StandRefused(Reason.DeviceSuspended, detail),
            (403, "visual-not-granted") => new AuthorityAnswer.StandRefused(Reason.VisualNotGranted, detail),
            (409, "challenge-spent") => new AuthorityAnswer.ChallengeSpent(),
            (409, "visit-reused") => new AuthorityAnswer.StandRefused(Reason.VisitReused, detail),
            (422, "signature-invalid") => new AuthorityAnswer.CardRefused(Reason.SignatureInvalid, detail),
            (422, "certificate-untrusted") => new AuthorityAnswer.CardRefused(Reason.CertificateUntrusted, detail),
            (422, "certificate-revoked") => new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, detail),
            (422, "certificate-expired") => new AuthorityAnswer.CardRefused(Reason.CertificateExpired, detail),
            (429, _) => CouldNotAsk(Reason.TooMany, detail),
            // A proxy in front of the authority has no problem to tell, but is as plain.
            (502 or 503 or 504, _) => CouldNotAsk(Reason.Unavailable, detail),
            _ => CouldNotAsk(Reason.BadAnswer, detail),
        };
    }

    private static AuthorityAnswer.CouldNotAsk CouldNotAsk(Reason reason, string? detail = null) => new(reason, detail);

    private static byte[]? Decode(string encoded)
    {
        try
        {
            return Base64Url.DecodeFromChars(encoded);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
