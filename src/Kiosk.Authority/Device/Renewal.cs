using System.Net;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Device;

/// <summary>A new key and certificate for a stand that is enrolled.</summary>
internal static class Renewal
{
    public static async Task<(RenewalResult Result, DeviceIdentity? Renewed)> RunAsync(
        Connection connection, DeviceIdentity present, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            using var key = DeviceKey.Make();
            IdentityFiles.WriteNewKey(present.Folder, key, present.IsSealed);
            var body = Requests.Renew(DeviceKey.Request(key, present.DeviceId));
            var exchange = await Errand.RunAsync(
                connection,
                Pace.ForEnrolment,
                time,
                errand => errand.SendAsync(HttpMethod.Post, "devices/self/certificate", body),
                late: _ => new Exchange.Lost(Loss.Unreachable),
                cancellation);

            var reply = JsonAnswer.Read(exchange, HttpStatusCode.OK, WireJson.Default.RenewReply);
            if (DeviceKey.Chain(reply?.Certificate, key) is not { } chain)
            {
                IdentityFiles.Abandon(present.Folder);
                return (Failed(exchange), null);
            }

            IdentityFiles.Replace(present.Folder, chain, present.Card with { NotAfter = DeviceKey.EndOf(chain[0]) });
            return DeviceIdentity.Load(present.Folder) is { Identity: { } renewed }
                ? (new RenewalResult.Renewed(renewed.NotAfter), renewed)
                : (new RenewalResult.Failed(Reason.BadAnswer, Detail: null), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (new RenewalResult.FolderNotWritable(), null);
        }
    }

    private static RenewalResult.Failed Failed(Exchange exchange) => Answers.Instead(exchange) switch
    {
        AuthorityAnswer.StandRefused refused => new RenewalResult.Failed(refused.Reason, refused.Detail),
        AuthorityAnswer.CouldNotAsk could => new RenewalResult.Failed(could.Reason, could.Detail),
        _ => new RenewalResult.Failed(Reason.BadAnswer, Detail: null),
    };
}
