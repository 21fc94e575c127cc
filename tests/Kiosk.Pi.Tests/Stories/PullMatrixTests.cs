using System.Globalization;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>
/// The card is pulled at every command of a visit, before and after the card did what it was told: idle within two seconds, the right words, no try spent
/// but the visitor's own, and the next visit works.
/// </summary>
public sealed class PullMatrixTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private const string Card = "midori";
    private const string Pin = "7890#";
    private const string WrongPin = "0000#";
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(IdentityMethod.Pin)]
    [InlineData(IdentityMethod.Visual)]
    [InlineData(IdentityMethod.Pin, "no-extended", "no-short-ids")]
    public async Task Pulled_AtEveryCommand_IdleSoonRightWordsNoTrySpentAndTheNextVisitWorks(IdentityMethod method, params string[] faults)
    {
        await bench.StaffAsync(StaffAction.SetMethod, method);
        await SetFaultsAsync(faults);

        // The first visit learns what reader and card carry; the second says which commands there are.
        await ServeAsync(method);
        var talk = Talk.Of(await ServeAsync(method));
        for (var index = 0; index < talk.Commands; index++)
        {
            await PullAsync(method, talk, index, [.. faults, $"pull-after {Number(index)}"], processed: false);
            await PullAsync(method, talk, index, [.. faults, $"pull-after {Number(index)} processed"], processed: true);
        }
    }

    private async Task PullAsync(IdentityMethod method, Talk talk, int index, string[] faults, bool processed)
    {
        var what = $"{method}, {string.Join(", ", faults)}";
        var before = (await bench.UntilIdleAsync()).LastVisit!.Id;
        await SetFaultsAsync(faults);
        await bench.InsertAsync(Card);
        if (index >= talk.Confirmed)
        {
            await bench.UntilAsync(VisitPhase.Pin);
            await bench.PressBrisklyAsync(index == talk.Verify ? WrongPin : Pin);
        }

        var since = TimeProvider.System.GetTimestamp();
        var last = (await bench.UntilAsync(snapshot => snapshot.Visit is null && snapshot.LastVisit!.Id != before)).LastVisit!;
        Assert.True(TimeProvider.System.GetElapsedTime(since) < AtMost, $"{what}: idle after {TimeProvider.System.GetElapsedTime(since)}");
        Assert.True((Outcome.CardRemoved, talk.ReasonAt(index, method)) == (last.Outcome, last.Reason), $"{what}: {last.Outcome} {last.Reason}");

        await SetFaultsAsync(faults[..^1]);
        await bench.Card.RemoveAsync(TestContext.Current.CancellationToken);
        await bench.InsertAsync(Card);
        var back = (await bench.UntilAsync(method == IdentityMethod.Pin ? VisitPhase.Pin : VisitPhase.Staff)).Visit!;
        Assert.True(back.TriesLeft == (processed && index == talk.Verify ? 2 : 3), $"{what}: {back.TriesLeft} tries left");
        Assert.True(back.TriesBefore == (index >= talk.Confirmed && index <= talk.Verify ? 3 : null), $"{what}: {back.TriesBefore} tries before");
        await FinishAsync(method);
    }

    private async Task<IReadOnlyList<string>> ServeAsync(IdentityMethod method)
    {
        await bench.InsertAsync(Card);
        await bench.UntilAsync(method == IdentityMethod.Pin ? VisitPhase.Pin : VisitPhase.Staff);
        return await FinishAsync(method);
    }

    private async Task<IReadOnlyList<string>> FinishAsync(IdentityMethod method)
    {
        if (method == IdentityMethod.Pin)
        {
            await bench.PressBrisklyAsync(Pin);
        }
        else
        {
            await bench.StaffAsync(StaffAction.PhotoMatches);
        }

        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        var commands = (await bench.Card.ApduLogAsync(TestContext.Current.CancellationToken)).Select(said => said.Command).ToList();
        await bench.TakeCardAsync();
        return commands;
    }

    private async Task SetFaultsAsync(string[] faults)
    {
        await bench.FaultAsync("clear");
        foreach (var fault in faults)
        {
            await bench.FaultAsync(fault.Split(' '));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The commands of one visit, by what the visitor does meanwhile.</summary>
    private sealed record Talk(int Commands, int Tries, int Confirmed, int Verify)
    {
        public static Talk Of(IReadOnlyList<string> commands)
        {
            var list = commands.ToList();
            var tries = list.FindIndex(command => command is "00200098" or "00200080");
            var verify = list.FindIndex(command => command.EndsWith("**", StringComparison.Ordinal));
            Assert.True(tries > 0, "The tries were not asked for.");

            // Method A sends no PIN: it is never confirmed.
            var confirmed = verify < 0 ? list.Count : list[verify - 1] == "00A4020C020018" ? verify - 1 : verify;
            return new Talk(list.Count, tries, confirmed, verify);
        }

        public Reason ReasonAt(int index, IdentityMethod method) =>
            index <= Tries ? Reason.RemovedWhileReading
            : index < Confirmed ? method == IdentityMethod.Pin ? Reason.RemovedBeforePin : Reason.RemovedBeforeDecision
            : index <= Verify ? Reason.RemovedDuringVerify
            : Reason.RemovedWhileAsking;
    }
}
