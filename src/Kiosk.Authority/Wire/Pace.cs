using System.Net;
using Polly;
using Polly.Hedging;
using Polly.Retry;

namespace Kiosk.Authority.Wire;

/// <summary>How long and how often the authority is asked the same thing.</summary>
internal sealed class Pace
{
    private const int TransportRetries = 3;

    // A wait that outlasts any visit is not begun: staff hear at once that the authority is unavailable.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);

    private Pace(TimeSpan patience, ResiliencePipeline<Exchange> pipeline)
    {
        Patience = patience;
        Pipeline = pipeline;
    }

    /// <summary>After this the last failure is the answer.</summary>
    public TimeSpan Patience { get; }

    /// <summary>Runs attempts.</summary>
    public ResiliencePipeline<Exchange> Pipeline { get; }

    /// <summary>
    /// For a visit. The real system needs 3 to 7 s, so an attempt that is silent for half of the patience is doubted: then a second is sent beside it, which overtakes a hung
    /// connection without giving up a slow answer.
    /// </summary>
    public static Pace ForConfirmation(TimeSpan patience, Breaker breaker, TimeProvider time) => Of(patience, patience / 2, breaker, time, Retry);

    /// <summary>For what the authority answers at once.</summary>
    public static Pace ForChallenge(TimeSpan patience, Breaker breaker, TimeProvider time) => Of(patience, patience / 5, breaker, time, Retry);

    /// <summary>For what is asked again by itself: at most two connections, no waiting.</summary>
    public static Pace ForCheck(Breaker breaker, TimeProvider time) => Of(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(3), breaker, time, retry: null);

    /// <summary>For what must not be sent twice: an activation code works once.</summary>
    public static Pace ForEnrolment { get; } = new(TimeSpan.FromSeconds(30), ResiliencePipeline<Exchange>.Empty);

    private static RetryStrategyOptions<Exchange> Retry { get; } = new()
    {
        MaxRetryAttempts = int.MaxValue,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(400),
        MaxDelay = TimeSpan.FromSeconds(3),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is Exchange.Reply { RetryAfter: { } wait } && wait > ShortestWait ? wait : (TimeSpan?)null),
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result switch
        {
            Exchange.Reply { RetryAfter: { } wait } when wait > LongestWait => false,
            Exchange.Reply { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => true,
            Exchange.Reply { Status: >= HttpStatusCode.InternalServerError } => args.AttemptNumber < TransportRetries,
            Exchange.Lost lost => IsTransport(lost.Loss) && args.AttemptNumber < TransportRetries,
            _ => false,
        }),
    };

    // What hangs ends a little before patience does, so that the breaker hears of it.
    private static Pace Of(TimeSpan patience, TimeSpan doubt, Breaker breaker, TimeProvider time, RetryStrategyOptions<Exchange>? retry)
    {
        var builder = new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }.AddPipeline(breaker.Pipeline).AddTimeout(patience * 0.95);
        return new(patience, (retry is null ? builder : builder.AddRetry(retry)).AddHedging(Doubling(doubt)).Build());
    }

    private static HedgingStrategyOptions<Exchange> Doubling(TimeSpan after) => new()
    {
        MaxHedgedAttempts = 1,
        Delay = after,
        // A connection that the server had closed meanwhile is replaced at once; and a second attempt that gets no connection does not end the first.
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is Exchange.Lost lost && IsTransport(lost.Loss)),
    };

    private static bool IsTransport(Loss loss) => loss is Loss.Unreachable or Loss.Cut;
}
