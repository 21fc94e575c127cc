using System.Net;
using Kiosk.Authority.Device;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority;

/// <summary>Makes the stand known to the authority, once.</summary>
public static class Enrolment
{
    // The length of a CN (X.520): the certificate request only repeats the name that stands in full beside it.
    private const int MaxCommonName = 64;

    /// <summary>
    /// Makes a key in <paramref name="folder"/>, has it certified, and writes the identity. An identity that is there is replaced only by a complete new one.
    /// Sends once: an activation code works once, so when the answer is lost staff may need a new code.
    /// </summary>
    /// <param name="deviceName">How the authority shall call the stand in its lists.</param>
    /// <param name="activationCode">From the operator's portal.</param>
    /// <param name="isSealed">Whether the key is sealed, where that can be.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public static async Task<EnrolmentResult> EnrolAsync(
        AuthorityOptions options, FacilityCode facility, string deviceName, string activationCode, string folder, TimeProvider time, CancellationToken cancellation, bool isSealed = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(facility);
        ArgumentNullException.ThrowIfNull(deviceName);
        ArgumentNullException.ThrowIfNull(activationCode);
        if (options.FindTrouble() is { } trouble)
        {
            return new EnrolmentResult.OptionsUnusable(trouble);
        }

        try
        {
            using var key = DeviceKey.Make();
            // Before the code is spent, so that a folder that cannot be written costs nothing.
            IdentityFiles.WriteNewKey(folder, key, isSealed);
            var body = Requests.Enrol(facility, deviceName, activationCode.Trim(), DeviceKey.Request(key, Text.Clean(deviceName, MaxCommonName, fallback: "stand")));
            using var connection = new Connection(options, device: null, time);
            var exchange = await Errand.RunAsync(
                connection, Pace.ForEnrolment, time, errand => errand.SendAsync(HttpMethod.Post, "devices", body), late: _ => new Exchange.Lost(Loss.Unreachable), cancellation);

            if (JsonAnswer.Read(exchange, HttpStatusCode.Created, WireJson.Default.EnrolReply) is not { DeviceId.Length: > 0 } reply
                || DeviceKey.Chain(reply.Certificate, key) is not { } chain)
            {
                IdentityFiles.Abandon(folder);
                return Refused(exchange);
            }

            var (deviceId, name, notAfter) = (Text.Clean(reply.DeviceId, fallback: "?"), Text.Clean(reply.FacilityName), DeviceKey.EndOf(chain[0]));
            IdentityFiles.Replace(folder, chain, new DeviceCard
            {
                DeviceId = deviceId,
                FacilityCode = facility.Value,
                FacilityName = name,
                NotAfter = notAfter,
            });
            return new EnrolmentResult.Enrolled(deviceId, name, notAfter, reply.Capabilities?.Visual ?? false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new EnrolmentResult.FolderNotWritable();
        }
    }

    private static EnrolmentResult Refused(Exchange exchange)
    {
        if (exchange is Exchange.Lost lost)
        {
            return lost.Loss switch
            {
                Loss.Unreachable => new EnrolmentResult.CannotReach(),
                Loss.Untrusted => new EnrolmentResult.AuthorityUntrusted(),
                Loss.Cut or Loss.Oversized or Loss.Garbled => new EnrolmentResult.BadAnswer(Detail: null),
            };
        }

        if (exchange is Exchange.Reply { Status: HttpStatusCode.Unauthorized } reply && JsonAnswer.ProblemOf(reply) is ("activation-refused", var words))
        {
            return new EnrolmentResult.ActivationRefused(words);
        }

        return Answers.Instead(exchange) switch
        {
            AuthorityAnswer.StandRefused refused => new EnrolmentResult.StandRefused(refused.Reason, refused.Detail),
            AuthorityAnswer.CouldNotAsk { Reason: Reason.Unavailable or Reason.TooMany } could => new EnrolmentResult.Unavailable(could.Detail),
            AuthorityAnswer.CouldNotAsk could => new EnrolmentResult.BadAnswer(could.Detail),
            _ => new EnrolmentResult.BadAnswer(Detail: null),
        };
    }
}
