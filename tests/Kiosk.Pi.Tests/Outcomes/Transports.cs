using System.Net;
using System.Text;
using Kiosk.Authority.Wire;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Outcomes;

/// <summary>One way in which an answer comes, or does not.</summary>
/// <param name="Name">For whoever reads a failure.</param>
/// <param name="Carry">What comes of a result that the authority means to send; null: nothing, until the visit's time is over.</param>
/// <param name="Instead">What the visit comes to whatever the result says; null: the result is looked at.</param>
internal sealed record Transport(string Name, Func<string, Exchange?> Carry, (Outcome Outcome, Reason Reason)? Instead);

/// <summary>The first layer: every status and code of the contract, what is not in it, and every way to lose an answer.</summary>
internal static class Transports
{
    private const string Xml = "application/xml";
    private const string Problem = "application/problem+json";

    public static IReadOnlyList<Transport> All { get; } =
    [
        new("200", result => Reply(200, Xml, result), Instead: null),
        new("200, media type in capitals", result => Reply(200, "Application/XML", result), Instead: null),
        .. Bad("200, no media type", result => Reply(200, media: null, result)),
        .. Bad("200, a web page", result => Reply(200, "text/html", result)),
        .. Bad("200, a problem", result => Reply(200, Problem, result)),
        .. Bad("200, nothing", _ => Reply(200, Xml, "")),
        .. Bad("200, cut off", result => Reply(200, Xml, result[..^3])),
        .. Bad("200, with a DTD", result => Reply(200, Xml, "<!DOCTYPE XmlMsg>" + result)),
        .. Bad("200, of another visit", result => Reply(200, Xml, result.Replace(Result.VisitId, "019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f41", StringComparison.Ordinal))),
        .. Bad("200, of no visit", result => Reply(200, Xml, result.Replace(Result.VisitId, "", StringComparison.Ordinal))),
        .. Bad("200, of another facility", result => Reply(200, Xml, result.Replace(Result.Facility, "0110113719", StringComparison.Ordinal))),
        .. Bad("200, larger than 1 MiB", result => Reply(200, Xml, result + new string(' ', 1024 * 1024))),
        new("202", _ => Reply(202, Xml, Result.Of("2", "", "", 0)), (Outcome.CouldNotAsk, Reason.Timeout)),
        .. Coded(400, "malformed", Outcome.AuthorityRefused, Reason.Malformed),
        .. Coded(401, "device-unknown", Outcome.AuthorityRefused, Reason.DeviceUnknown),
        .. Coded(401, "activation-refused", Outcome.CouldNotAsk, Reason.BadAnswer),
        .. Coded(403, "device-suspended", Outcome.AuthorityRefused, Reason.DeviceSuspended),
        .. Coded(403, "visual-not-granted", Outcome.AuthorityRefused, Reason.VisualNotGranted),
        .. Coded(404, "visit-unknown", Outcome.CouldNotAsk, Reason.BadAnswer),
        .. Coded(409, "challenge-spent", Outcome.CouldNotAsk, Reason.BadAnswer),
        .. Coded(409, "visit-reused", Outcome.AuthorityRefused, Reason.VisitReused),
        .. Coded(422, "signature-invalid", Outcome.CardRefused, Reason.SignatureInvalid),
        .. Coded(422, "certificate-untrusted", Outcome.CardRefused, Reason.CertificateUntrusted),
        .. Coded(422, "certificate-revoked", Outcome.CardRefused, Reason.CertificateRevoked),
        .. Coded(422, "certificate-expired", Outcome.CardRefused, Reason.CertificateExpired),
        .. Coded(422, "of-tomorrow", Outcome.CouldNotAsk, Reason.BadAnswer),
        .. Coded(429, "too-many", Outcome.CouldNotAsk, Reason.TooMany),
        .. Coded(503, "unavailable", Outcome.CouldNotAsk, Reason.Unavailable),
        // The result itself, under a status that is not the one of a result.
        .. new[] { 201, 204, 206, 300, 302, 304, 400, 401, 403, 404, 405, 409, 415, 422, 500, 501 }.SelectMany(status => Bad($"{status} with the result", result => Reply(status, Xml, result))),
        new("202 with the result", result => Reply(202, Xml, result), (Outcome.CouldNotAsk, Reason.Timeout)),
        new("429 with the result", result => Reply(429, Xml, result), (Outcome.CouldNotAsk, Reason.TooMany)),
        .. new[] { 502, 503, 504 }.Select(status => new Transport($"{status} with the result", result => Reply(status, Xml, result), (Outcome.CouldNotAsk, Reason.Unavailable))),
        .. Enum.GetValues<Loss>().Select(loss => new Transport(
            $"lost: {loss}", _ => new Exchange.Lost(loss), (Outcome.CouldNotAsk, loss is Loss.Unreachable or Loss.Untrusted ? Reason.Unreachable : Reason.BadAnswer))),
        new("silence", _ => null, (Outcome.CouldNotAsk, Reason.Timeout)),
    ];

    private static Exchange.Reply Reply(int status, string? media, string body) => new((HttpStatusCode)status, media, Encoding.UTF8.GetBytes(body), RetryAfter: null);

    private static Transport[] Bad(string name, Func<string, Exchange?> carry) => [new(name, carry, (Outcome.CouldNotAsk, Reason.BadAnswer))];

    private static Transport[] Coded(int status, string code, Outcome outcome, Reason reason) =>
        [new($"{status} {code}", _ => Reply(status, Problem, $$"""{"type":"urn:kiosk:{{code}}","title":"t","status":{{status}},"detail":"{{Result.Words}}"}"""), (outcome, reason))];
}
