using Polly;

namespace Kiosk.Authority.Wire;

/// <summary>One question on its way: remembers what came last, for when time runs out.</summary>
internal sealed class Errand(Connection connection, Pace pace, CancellationToken cancellation)
{
    private Exchange? last;

    /// <summary>What the last finished attempt came to.</summary>
    public Exchange? Last => Volatile.Read(ref last);

    /// <summary>Ends when the caller or the pace's patience does.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Sends, and sends again as the pace allows.</summary>
    public async Task<Exchange> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? json = null) =>
        await pace.Pipeline.ExecuteAsync(
            async token =>
            {
                var exchange = await connection.SendAsync(method, path, json, token);
                Volatile.Write(ref last, exchange);
                return exchange;
            },
            cancellation);

    /// <summary>Runs an errand within the pace's patience; when that ends first, <paramref name="late"/> makes something of the last attempt.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<T> RunAsync<T>(
        Connection connection, Pace pace, TimeProvider time, Func<Errand, Task<T>> run, Func<Exchange?, T> late, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(pace.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var errand = new Errand(connection, pace, either.Token);
        try
        {
            return await run(errand);
        }
        catch (Exception end) when (end is ExecutionRejectedException || (end is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return late(errand.Last);
        }
    }
}
