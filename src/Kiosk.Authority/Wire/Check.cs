using System.Net;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Wire;

/// <summary>How the authority is, and how it sees this stand: two questions, one answer.</summary>
internal static class Check
{
    public const string StatusPath = "status";

    // A question takes seconds at most; the authority's time has whole seconds.
    private static readonly TimeSpan ClocksAgree = TimeSpan.FromMinutes(1);

    public static async Task<AuthorityStatus> AskAsync(Errand errand, TimeProvider time)
    {
        var status = await errand.SendAsync(HttpMethod.Get, StatusPath);
        if (JsonAnswer.Read(status, HttpStatusCode.OK, WireJson.Default.StatusReply) is not { } system || StateOf(system) is not { } state)
        {
            return Failed(status);
        }

        var self = await errand.SendAsync(HttpMethod.Get, "devices/self");
        var device = JsonAnswer.Read(self, HttpStatusCode.OK, WireJson.Default.SelfReply);
        if (device?.State is null)
        {
            var failed = Failed(self);
            // In a planned stop the rest of the authority may be silent.
            return failed.State == AuthorityState.Unreachable && state == AuthorityState.Maintenance
                ? new AuthorityStatus(state, Words(system, notices: null), system.From, system.Until)
                : failed;
        }

        var seen = device.State switch
        {
            "active" => state,
            "suspended" => AuthorityState.Suspended,
            "revoked" => AuthorityState.NotEnrolled,
            _ => AuthorityState.Unreachable,
        };
        return new AuthorityStatus(seen, Words(system, device.Notices), system.From, system.Until, device.Capabilities?.Visual, ClockOff(device.ServerTime, time), Time: device.ServerTime);
    }

    /// <summary>What a question that came to nothing says about the authority.</summary>
    public static AuthorityStatus Failed(Exchange? exchange) => exchange switch
    {
        null => new AuthorityStatus(AuthorityState.Unreachable),
        Exchange.Lost { Loss: Loss.Untrusted } => new AuthorityStatus(AuthorityState.Untrusted),
        _ => Answers.Instead(exchange) switch
        {
            AuthorityAnswer.StandRefused { Reason: Reason.DeviceUnknown } refused => new AuthorityStatus(AuthorityState.NotEnrolled, refused.Detail),
            AuthorityAnswer.StandRefused { Reason: Reason.DeviceSuspended } refused => new AuthorityStatus(AuthorityState.Suspended, refused.Detail),
            AuthorityAnswer.CouldNotAsk could => new AuthorityStatus(AuthorityState.Unreachable, could.Detail),
            _ => new AuthorityStatus(AuthorityState.Unreachable),
        },
    };

    private static TimeSpan? ClockOff(DateTimeOffset? serverTime, TimeProvider time) =>
        time.GetUtcNow() - serverTime is { } off && off.Duration() > ClocksAgree ? off : null;

    private static AuthorityState? StateOf(StatusReply system) => system.State switch
    {
        "available" => AuthorityState.Available,
        "partial" => AuthorityState.Partial,
        "maintenance" => AuthorityState.Maintenance,
        _ => null,
    };

    private static string? Words(StatusReply system, IReadOnlyList<string?>? notices)
    {
        var lines = new[] { system.Message }.Concat((notices ?? []).Take(10)).Select(line => Text.Clean(line)).OfType<string>();
        return string.Join('\n', lines) is { Length: > 0 } words ? words : null;
    }
}
