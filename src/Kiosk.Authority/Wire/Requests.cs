using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Kiosk.Eligibility;

namespace Kiosk.Authority.Wire;

/// <summary>The bodies that the stand sends.</summary>
internal static class Requests
{
    public static byte[] Challenge { get; } = JsonSerializer.SerializeToUtf8Bytes(new EmptyRequest(), WireJson.Default.EmptyRequest);

    public static byte[] Enrol(FacilityCode facility, string deviceName, string activationCode, string csr) => JsonSerializer.SerializeToUtf8Bytes(
        new EnrolRequest(facility.Value, deviceName, activationCode, csr), WireJson.Default.EnrolRequest);

    public static byte[] Renew(string csr) => JsonSerializer.SerializeToUtf8Bytes(new RenewRequest(csr), WireJson.Default.RenewRequest);

    public static byte[] Confirmation(ConfirmationQuestion question, FacilityCode facility)
    {
        var signature = question.Identity as IdentityProof.Signature;
        var visual = question.Identity as IdentityProof.Visual;
        return JsonSerializer.SerializeToUtf8Bytes(
            new ConfirmationRequest(
                question.VisitId,
                facility.Value,
                question.QualificationDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                signature is null ? "visual" : "pin",
                Base64Url.EncodeToString(question.Certificate.Span),
                signature is null ? null : new ProofPart(signature.ChallengeId, signature.ByCard.Algorithm.ToString(), Base64Url.EncodeToString(signature.ByCard.Bytes.Span)),
                visual is null ? null : new VisualPart(visual.Staff, Rfc3339(visual.ConfirmedAt))),
            WireJson.Default.ConfirmationRequest);
    }

    private static string Rfc3339(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
