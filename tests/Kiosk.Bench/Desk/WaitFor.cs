using System.Text.Json;
using Kiosk.Bench.Commands;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;

namespace Kiosk.Bench.Desk;

/// <summary>Waits until the desk is in a state.</summary>
internal static class WaitFor
{
    private const string Idle = "idle";

    // However short the wait: the desk gets the time to say where it is.
    private static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(5);

    /// <summary>The names of what can be waited for.</summary>
    public static IReadOnlyList<string> States { get; } = [Idle, .. Enum.GetValues<VisitPhase>().Select(Name)];

    /// <exception cref="BenchException">It took longer.</exception>
    public static async Task StateAsync(IDesk desk, string state, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        using var late = new CancellationTokenSource(timeout < FirstWord ? FirstWord : timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        Snapshot? last = null;
        try
        {
            await foreach (var snapshot in desk.WatchAsync(either.Token).WithCancellation(either.Token))
            {
                last = snapshot;
                if (snapshot is not null && Name(snapshot) == state)
                {
                    return;
                }

                var left = timeout - time.GetElapsedTime(began);
                late.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
        }

        cancellation.ThrowIfCancellationRequested();
        throw new BenchException($"Waited {timeout.TotalSeconds} s for {state}; {Describe(last)}.");
    }

    /// <summary>The state of a snapshot by its name.</summary>
    public static string Name(Snapshot snapshot) => snapshot.Visit is { } visit ? Name(visit.State) : Idle;

    /// <summary>Why a stand is out of order.</summary>
    public static IEnumerable<string> Troubles(StandView stand)
    {
        if (stand.Reader != ReaderState.Ready)
        {
            yield return $"the reader is {Name(stand.Reader)}";
        }

        // An authority that is away for a while closes no stand.
        if (stand.Authority is AuthorityState.NotEnrolled or AuthorityState.Suspended or AuthorityState.Expired)
        {
            yield return $"the authority says {Name(stand.Authority)}";
        }

        if (stand.PanelTrouble is { } trouble)
        {
            yield return $"the panel: {trouble}";
        }
    }

    private static string Describe(Snapshot? snapshot) => snapshot switch
    {
        null => "the desk does not answer",
        { Visit: { } visit } => $"the desk is at {Name(visit.State)}{Of(" with outcome ", visit.Outcome)}{Of(", reason ", visit.Reason)}",
        { LastVisit: { } last } => $"the desk is idle; the last visit ended with outcome {Of("", last.Outcome)}{Of(", reason ", last.Reason)}",
        _ => $"the desk is idle, its stand is {Name(snapshot.Stand.State)}, and there was no visit yet",
    };

    private static string Of<T>(string before, T? value)
        where T : struct, Enum => value is { } there ? before + Name(there) : string.Empty;

    /// <summary>A code as the snapshot writes it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
