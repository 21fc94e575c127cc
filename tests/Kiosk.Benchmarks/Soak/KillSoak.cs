using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Benchmarks.Desk;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Benchmarks.Soak;

/// <summary>Many desks in a row that are killed at a random moment after the last key; and what of their visits is left afterwards.</summary>
internal static class KillSoak
{
    // Longer than a visit of this card and authority takes.
    private const int LatestMilliseconds = 700;
    private const int Rows = 20;

    // The last resumed visit needs half a minute to be sure that its question never arrived.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // "matsu": the authority says "in process" first, so that a kill finds it there as well.
    private static readonly string[] People = ["hanako", "taro", "sakura", "ume", "matsu"];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(int kills, string? kiosk, TextWriter output, CancellationToken stop)
    {
        await using var up = new RunningUp("{}", kiosk);
        await up.UntilReadyAsync();
        await up.Card.FaultAsync(Cards.Radio.ForDesk.Fault, stop);
        var acknowledged = new List<Guid>();
        await output.WriteLineAsync($"{kills} visits at a whole desk, which is killed (SIGKILL) up to {LatestMilliseconds} ms after the last key.");
        var done = 0;
        try
        {
            while (done < kills)
            {
                if (await VisitAsync(up, Person.Named(People[done % People.Length]), stop) is { } id)
                {
                    acknowledged.Add(id);
                }

                if (++done * Rows / kills > (done - 1) * Rows / kills)
                {
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done} killed, {acknowledged.Count} of them after the result was shown"));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Judged as far as it came.
        }

        return await JudgeAsync(up, done, acknowledged, output);
    }

    // The visit's id when the desk had shown its result as kept before it died; null otherwise.
    private static async Task<Guid?> VisitAsync(RunningUp up, Person person, CancellationToken stop)
    {
        var pid = up.Facts.KioskPid;
        Guid? shown;
        await using (var desk = new SnapshotFollower(up.Desk))
        {
            await desk.UntilAsync(snapshot => snapshot is { Visit: null, Stand.State: StandState.Ready }, stop);
            await up.Card.InsertAsync(person.Key, stop);
            await desk.UntilAsync(VisitPhase.Pin, stop);
            await up.Panel.PressBrisklyAsync(person.Pin + "#", stop);
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(LatestMilliseconds)), TimeProvider.System, stop);
            using var process = Process.GetProcessById(pid);
            process.Kill();
            shown = desk.Last is { Visit: { State: VisitPhase.Finished, Kept: true, Id: var id } } ? id : null;
        }

        await up.Card.RemoveAsync(stop);
        for (var began = TimeProvider.System.GetTimestamp(); up.Facts.KioskPid == pid; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException("The desk was not started again.");
            }
        }

        return shown;
    }

    private static async Task<int> JudgeAsync(RunningUp up, int kills, List<Guid> acknowledged, TextWriter output)
    {
        var (decided, visits) = await up.AuthorityVisitsAsync(CancellationToken.None);
        var began = TimeProvider.System.GetTimestamp();
        IReadOnlyList<KeptResult> kept;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
            kept = await HistoryAsync(up.Desk);
        }
        while (visits.Except(kept.Select(result => result.VisitId)).Any() && TimeProvider.System.GetElapsedTime(began) < Patience);

        var ids = kept.Select(result => result.VisitId).ToHashSet();
        var lost = acknowledged.Where(id => !ids.Contains(id)).ToList();
        var unanswered = visits.Where(id => !ids.Contains(id)).ToList();
        var bad = decided != visits.Count || lost.Count > 0 || unanswered.Count > 0;
        await output.WriteLineAsync($"""
            {(bad ? "NOT GOOD" : "good")}: {kills} kills.
            The authority was asked about {visits.Count} visits and decided {decided} times: {decided - visits.Count} twice.
            {acknowledged.Count} results had been shown before the kill: {lost.Count} of them lost.
            {visits.Count - acknowledged.Count} more answers were on their way or not shown yet: {unanswered.Count} of all answers are not in the list after the restart.
            Kept as "could not ask" because the question never arrived: {kept.Count(result => result.Reason == Reason.Interrupted)}.
            """);
        return bad ? 1 : 0;
    }

    private static async Task<IReadOnlyList<KeptResult>> HistoryAsync(IDesk desk)
    {
        try
        {
            return await desk.HistoryAsync(JapanTime.DateOf(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        }
        catch (DeskUnreachableException)
        {
            return [];
        }
    }
}
