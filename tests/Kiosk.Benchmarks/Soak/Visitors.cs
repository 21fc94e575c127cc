using System.Globalization;
using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Benchmarks.Desk;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Benchmarks.Soak;

/// <summary>The visits of a soak, in an order that repeats: nine that go well, one that does not.</summary>
internal sealed class Visitors(RunningUp up, SnapshotFollower desk)
{
    private const int Between = 10;
    private const string Staff = "reception-1";

    // Whoever is not covered is as good a visit; these answer at once.
    private static readonly (string Name, Outcome Outcome, Reason? Reason)[] Well =
    [
        ("hanako", Outcome.Covered, null),
        ("taro", Outcome.NotCovered, Reason.QualificationLost),
        ("jiro", Outcome.NoRecord, null),
        ("sakura", Outcome.Several, null),
        ("ume", Outcome.Covered, null),
    ];

    /// <summary>The visit of this number, beginning with 0, up to the idle stand.</summary>
    /// <returns>What it came to instead of what it should; null when all was well.</returns>
    public async Task<string?> VisitAsync(int number, CancellationToken stop)
    {
        try
        {
            return (number + 1) % Between > 0 ? await WellAsync(number, stop) : ((number + 1) / Between % 4) switch
            {
                1 => await WrongPinFirstAsync(stop),
                2 => await PulledAsync(stop),
                3 => await ForeignAsync(stop),
                _ => await VisualAsync(stop),
            };
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or DeskUnreachableException)
        {
            return e.Message;
        }
    }

    /// <summary>After a visit that failed: an idle stand in method B, as the next visit expects it.</summary>
    public async Task ResetAsync(CancellationToken stop)
    {
        await up.Card.FaultAsync(["clear"], stop);
        await up.Card.RemoveAsync(stop);
        await up.Desk.SendAsync(new StaffCommand(StaffAction.SetMethod, Staff, Method: IdentityMethod.Pin), stop);
        await using var fresh = new SnapshotFollower(up.Desk);
        await fresh.UntilIdleAsync(stop);
    }

    private async Task<string?> WellAsync(int number, CancellationToken stop)
    {
        var (name, outcome, reason) = Well[number % Well.Length];
        await up.Card.InsertAsync(name, stop);
        await desk.UntilAsync(VisitPhase.Pin, stop);
        await up.Panel.PressBrisklyAsync(Person.Named(name).Pin + "#", stop);
        return await LeaveAsync(name, outcome, reason, stop);
    }

    private async Task<string?> WrongPinFirstAsync(CancellationToken stop)
    {
        await up.Card.InsertAsync("hanako", stop);
        await desk.UntilAsync(VisitPhase.Pin, stop);
        await up.Panel.PressBrisklyAsync("0000#", stop);
        var again = await desk.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin, Reason: Reason.PinWrong }, stop);
        await up.Panel.PressBrisklyAsync(Person.Named("hanako").Pin + "#", stop);
        var failure = await LeaveAsync("hanako, a wrong PIN first", Outcome.Covered, reason: null, stop);
        return again.Snapshot.Visit!.TriesLeft == 2 ? failure : $"a wrong PIN left {again.Snapshot.Visit.TriesLeft} tries";
    }

    private async Task<string?> PulledAsync(CancellationToken stop)
    {
        await up.Card.InsertAsync("midori", stop);
        await desk.UntilAsync(VisitPhase.Pin, stop);
        var said = (await up.Card.ApduLogBeforeThePinAsync(stop)).Count;
        await up.Card.FaultAsync(["pull-after", said.ToString(CultureInfo.InvariantCulture)], stop);
        await up.Panel.PressBrisklyAsync(Person.Named("midori").Pin + "#", stop);
        var idle = await desk.UntilIdleAsync(stop);
        await up.Card.FaultAsync(["clear"], stop);
        return Judge("midori, pulled in the VERIFY", idle.Snapshot.LastVisit, Outcome.CardRemoved, Reason.RemovedDuringVerify);
    }

    private async Task<string?> ForeignAsync(CancellationToken stop)
    {
        await up.Card.InsertAsync("licence", stop);
        return await LeaveAsync("a driving licence", Outcome.CardRefused, Reason.NotMyNumberCard, stop);
    }

    private async Task<string?> VisualAsync(CancellationToken stop)
    {
        await SendAsync(new StaffCommand(StaffAction.SetMethod, Staff, Method: IdentityMethod.Visual), stop);
        await up.Card.InsertAsync("ken", stop);
        await desk.UntilAsync(VisitPhase.Staff, stop);
        await SendAsync(new StaffCommand(StaffAction.PhotoMatches, Staff), stop);
        var failure = await LeaveAsync("ken, by the photo", Outcome.Covered, reason: null, stop);
        await SendAsync(new StaffCommand(StaffAction.SetMethod, Staff, Method: IdentityMethod.Pin), stop);
        return failure;
    }

    // The outcome stands there while the card lies, and is covered when it is taken.
    private async Task<string?> LeaveAsync(string who, Outcome outcome, Reason? reason, CancellationToken stop)
    {
        var finished = await desk.UntilAsync(VisitPhase.Finished, stop);
        await up.Card.RemoveAsync(stop);
        var idle = await desk.UntilIdleAsync(stop);
        return Judge(who, finished.Snapshot.Visit, outcome, reason) ?? Judge(who + ", after the card was taken", idle.Snapshot.LastVisit, outcome, reason);
    }

    private static string? Judge(string who, VisitView? visit, Outcome outcome, Reason? reason) => (visit?.Outcome, visit?.Reason) == (outcome, reason)
        ? null
        : $"{who}: {visit?.Outcome} ({visit?.Reason}) instead of {outcome} ({reason})";

    private async Task SendAsync(StaffCommand command, CancellationToken stop)
    {
        if (await up.Desk.SendAsync(command, stop) is not CommandResult.Done and var result)
        {
            throw new InvalidOperationException($"{command.Action} was answered by {result}.");
        }
    }
}
