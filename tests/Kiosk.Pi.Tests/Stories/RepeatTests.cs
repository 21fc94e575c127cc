using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A bench whose administrator chose to show a valid answer of the month again, on a clock that can be trusted.</summary>
public sealed class RepeatingBench() : RunningBench("""{ "Repeat": { "SameMonth": "show" } }""", clockIsSet: true);

/// <summary>The same person again within a month, without asking twice.</summary>
public sealed class RepeatTests(RepeatingBench bench) : IClassFixture<RepeatingBench>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_CoveredEarlierInTheMonth_ShownAsOfThatDayAlsoWhenNobodyCanBeAsked()
    {
        var first = await bench.VisitAsync("ume", Outcome.Covered);
        await bench.AuthorityAsync("down");
        await bench.InsertAsync("ume");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin, Earlier: not null });

        // Nothing without the PIN.
        await bench.PressAsync("0000#");
        Assert.Null((await bench.UntilAsync(snapshot => snapshot.Visit is { TriesLeft: 2 })).Visit!.Outcome);
        await bench.PressAsync("5678#");

        var again = (await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true })).Visit!;
        Assert.Equal((Outcome.Covered, true, first.Id), (again.Outcome!.Value, again.IsRepeat, again.Earlier!.VisitId));
        var kept = (await bench.Desk.ResultAsync(again.Id, "reception-1", Stop))!;
        Assert.Equal(new RepeatOf(first.Id, first.EndedAt!.Value), kept.RepeatOf);
        Assert.False(string.IsNullOrEmpty(kept.Confirmation!.Records[0].Name));
        Assert.Equal($"visit={first.Id}", await bench.UntilAuditedAsync("earlierShown", again.Id));
        await bench.TakeCardAsync();

        // The third time the first answer is shown, not the second.
        await bench.InsertAsync("ume");
        Assert.Equal(first.Id, (await bench.UntilAsync(snapshot => snapshot.Visit?.Earlier is not null)).Visit!.Earlier!.VisitId);
    }

    [Fact]
    public async Task Visit_ByPhoto_ShownAfterStaffConfirmedIt()
    {
        var first = await bench.ServeAsync();
        await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Visual);
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Staff, Earlier: not null });
        await bench.StaffAsync(StaffAction.PhotoMatches);

        var again = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;

        Assert.Equal((Outcome.Covered, true), (again.Outcome!.Value, again.IsRepeat));
        Assert.NotEqual(first.Id, again.Id);
    }

    [Fact]
    public async Task Visit_NotCoveredEarlier_IsAskedAgain()
    {
        for (var visit = 0; visit < 2; visit++)
        {
            var shown = await bench.VisitAsync("taro", Outcome.NotCovered);
            Assert.False(shown.IsRepeat);
            await bench.AuthorityAskedAsync(shown.Id);
        }
    }
}
