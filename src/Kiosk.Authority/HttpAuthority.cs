using System.Net;
using Kiosk.Authority.Device;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;

namespace Kiosk.Authority;

/// <summary>The authority over mutual TLS, as one enrolled device. May be used from several tasks at once.</summary>
public sealed class HttpAuthority : IAuthority, IDisposable
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    private readonly AuthorityOptions options;
    private readonly FacilityCode facility;
    private readonly TimeProvider time;
    private readonly Breaker breaker;
    private readonly Pace confirming;
    private readonly Pace challenging;
    private readonly Pace checking;
    private readonly Lock gate = new();
    private readonly List<IDisposable> retired = [];
    private DeviceIdentity identity;
    private Connection connection;

    /// <summary>Dials nothing yet. <paramref name="identity"/> belongs to the caller.</summary>
    /// <exception cref="IOException">The CA file cannot be read: see <see cref="AuthorityOptions.FindTrouble"/>.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The CA file makes no sense.</exception>
    public HttpAuthority(AuthorityOptions options, DeviceIdentity identity, FacilityCode facility, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(identity);
        this.options = options;
        this.identity = identity;
        this.facility = facility;
        this.time = time;
        breaker = new Breaker(time);
        confirming = Pace.ForConfirmation(options.Patience, breaker, time);
        challenging = Pace.ForChallenge(options.Patience, breaker, time);
        checking = Pace.ForCheck(breaker, time);
        connection = new Connection(options, identity.Context, time);
    }

    /// <summary>The identity in use: another one after a renewal.</summary>
    public DeviceIdentity Identity
    {
        get { lock (gate) { return identity; } }
    }

    private Connection Current
    {
        get { lock (gate) { return connection; } }
    }

    /// <inheritdoc />
    public async Task<AuthorityStatus> CheckAsync(CancellationToken cancellation)
    {
        var status = await LookAsync(cancellation);
        return IsNoAnswer(status.State) && Reload() ? await LookAsync(cancellation) : status;
    }

    /// <inheritdoc />
    public Task<ChallengeResult> GetChallengeAsync(CancellationToken cancellation) => RunAsync(
        challenging,
        async errand => Answers.OfChallenge(await errand.SendAsync(HttpMethod.Post, "challenges", Requests.Challenge)),
        late: last => last is null ? new ChallengeResult(Challenge: null, Answers.Timeout) : Answers.OfChallenge(last),
        cancellation);

    /// <inheritdoc />
    public Task<AuthorityAnswer> ConfirmAsync(ConfirmationQuestion question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        return RunAsync(
            confirming,
            async errand => Answers.OfConfirmation(await AskAsync(errand, question), question.VisitId, facility),
            late: last => last is null ? Answers.Timeout : Answers.OfConfirmation(last, question.VisitId, facility),
            cancellation);
    }

    /// <inheritdoc />
    public Task<AuthorityAnswer?> FindAsync(Guid visitId, CancellationToken cancellation) => RunAsync(
        checking,
        async errand => Answers.OfFound(await errand.SendAsync(HttpMethod.Get, Poll(visitId)), visitId, facility),
        late: last => last is null ? Answers.Timeout : Answers.OfFound(last, visitId, facility),
        cancellation);

    /// <summary>Gets a new certificate when the present one is in the last third of its life; from then on the new one is presented. Not for two callers at once.</summary>
    public async Task<RenewalResult> RenewIfDueAsync(CancellationToken cancellation)
    {
        var (present, wire) = (Identity, Current);
        if (!present.IsRenewalDue(time.GetUtcNow()))
        {
            return new RenewalResult.NotDue();
        }

        var (result, renewed) = await Renewal.RunAsync(wire, present, time, cancellation);
        if (renewed is not null)
        {
            Change(renewed);
        }

        return result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            connection.Dispose();
            retired.ForEach(old => old.Dispose());
        }
    }

    private static bool IsNoAnswer(AuthorityState state) =>
        state is AuthorityState.Unreachable or AuthorityState.Untrusted or AuthorityState.NotEnrolled or AuthorityState.Expired;

    private async Task<AuthorityStatus> LookAsync(CancellationToken cancellation)
    {
        var status = await RunAsync(checking, errand => Check.AskAsync(errand, time), late: Check.Failed, cancellation);
        var state = IsNoAnswer(status.State) && Identity.IsExpired(time.GetUtcNow()) ? AuthorityState.Expired : status.State;
        return status with { State = state, HaltedSince = breaker.OpenSince };
    }

    // Whoever enrolled the stand anew need not start the desk again.
    private bool Reload()
    {
        var present = Identity;
        if (present.IsNewest || DeviceIdentity.Load(present.Folder).Identity is not { } fresh || fresh.FacilityCode != facility.Value)
        {
            return false;
        }

        Change(fresh);
        return true;
    }

    private async Task<T> RunAsync<T>(Pace pace, Func<Errand, Task<T>> run, Func<Exchange?, T> late, CancellationToken cancellation)
    {
        var wire = Current;
        var silence = await breaker.FindSilenceAsync(token => wire.SendAsync(HttpMethod.Get, Check.StatusPath, json: null, token), cancellation);
        return silence is null ? await Errand.RunAsync(wire, pace, time, run, late, cancellation) : late(silence);
    }

    private async Task<Exchange> AskAsync(Errand errand, ConfirmationQuestion question)
    {
        var body = Requests.Confirmation(question, facility);
        var poll = Poll(question.VisitId);
        var exchange = await errand.SendAsync(HttpMethod.Post, "confirmations", body);
        while (exchange is Exchange.Reply { Status: HttpStatusCode.Accepted } accepted)
        {
            await Task.Delay(PollPause(accepted.RetryAfter), time, errand.Cancellation);
            exchange = await errand.SendAsync(HttpMethod.Get, poll);
            if (Answers.IsVisitUnknown(exchange))
            {
                exchange = await errand.SendAsync(HttpMethod.Post, "confirmations", body);
            }
        }

        return exchange;
    }

    private static string Poll(Guid visitId) => $"confirmations/{visitId:D}";

    private static TimeSpan PollPause(TimeSpan? retryAfter) => retryAfter switch
    {
        null => TimeSpan.FromSeconds(1),
        { } wait when wait < ShortestPoll => ShortestPoll,
        { } wait when wait > LongestPoll => LongestPoll,
        { } wait => wait,
    };

    // The old connection may still carry a visit, so it ends with the stand and not now; there is one in months.
    private void Change(DeviceIdentity renewed)
    {
        var fresh = new Connection(options, renewed.Context, time);
        lock (gate)
        {
            retired.Add(connection);
            (connection, identity) = (fresh, renewed);
        }
    }
}
