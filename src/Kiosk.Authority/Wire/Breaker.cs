using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Kiosk.Authority.Wire;

/// <summary>
/// Keeps visitors from waiting for an authority that is silent. It opens when most questions of a minute came to nothing; from then on one short look at the authority goes before
/// every question, and closes it when somebody answers. So nobody waits long, and no question is refused on old news.
/// </summary>
internal sealed class Breaker
{
    // The least that Polly knows.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    private readonly TimeProvider time;
    private readonly CircuitBreakerManualControl control = new();
    private readonly Lock gate = new();
    private Task<Exchange>? look;
    private DateTimeOffset? openSince;

    public Breaker(TimeProvider time)
    {
        this.time = time;
        Pipeline = new ResiliencePipelineBuilder<Exchange> { TimeProvider = time }
            // A question that is under way when it opens waits, and tries.
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = Pause,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is BrokenCircuitException),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Exchange>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = Pause,
                ManualControl = control,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException || (args.Outcome.Result is { } exchange && IsSilence(exchange))),
                OnOpened = _ => NoteAsync(open: true),
                OnClosed = _ => NoteAsync(open: false),
            })
            .Build();
    }

    /// <summary>What every question goes through, with all its attempts.</summary>
    public ResiliencePipeline<Exchange> Pipeline { get; }

    /// <summary>Since when it is open; null while it is closed.</summary>
    public DateTimeOffset? OpenSince
    {
        get { lock (gate) { return openSince; } }
    }

    /// <summary>Null when the authority may be asked; else what a look at it, begun after this call, came to.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Exchange?> FindSilenceAsync(Func<CancellationToken, Task<Exchange>> ask, CancellationToken cancellation)
    {
        while (OpenSince is not null)
        {
            var (mine, seeing) = Join(ask);
            var seen = await seeing.WaitAsync(cancellation);
            if (mine && IsSilence(seen))
            {
                return seen;
            }
        }

        return null;
    }

    // An authority that says when to come back speaks, whatever it says.
    private static bool IsSilence(Exchange exchange) =>
        exchange is Exchange.Lost or Exchange.Reply { Status: >= HttpStatusCode.InternalServerError, RetryAfter: null };

    private (bool Mine, Task<Exchange> Seeing) Join(Func<CancellationToken, Task<Exchange>> ask)
    {
        lock (gate)
        {
            var mine = look is not { IsCompleted: false };
            look = mine ? LookAsync(ask) : look!;
            return (mine, look);
        }
    }

    // Belongs to no caller: whoever gives up does not end it for the others.
    private async Task<Exchange> LookAsync(Func<CancellationToken, Task<Exchange>> ask)
    {
        using var late = new CancellationTokenSource(LongestLook, time);
        try
        {
            var seen = await ask(late.Token);
            if (!IsSilence(seen))
            {
                await control.CloseAsync(CancellationToken.None);
            }

            return seen;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return new Exchange.Lost(Loss.Unreachable);
        }
    }

    private ValueTask NoteAsync(bool open)
    {
        lock (gate)
        {
            openSince = open ? openSince ?? time.GetUtcNow() : null;
        }

        return ValueTask.CompletedTask;
    }
}
