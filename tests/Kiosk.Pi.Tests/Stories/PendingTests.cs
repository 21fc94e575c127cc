using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Nobody could be asked: the visit waits until the card comes back, staff check a paper, or close it; and no restart loses it.</summary>
public sealed class PendingTests(HastyBench bench) : IClassFixture<HastyBench>, IAsyncLifetime
{
    private const string Staff = "reception-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: AuthorityState.Available });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_AuthorityDown_WaitsUntilTheSameCardComesBack()
    {
        await bench.AuthorityAsync("down");
        var failed = await bench.VisitAsync("hanako", Outcome.CouldNotAsk);
        Assert.Contains((await bench.Desk.PendingAsync(Stop)).Visits, visit => visit.VisitId == failed.Id && visit.Outcome == Outcome.CouldNotAsk);
        await bench.AuthorityAsync("normal");
        await bench.UntilAsync(snapshot => snapshot.Stand is { Authority: AuthorityState.Available, PendingVisits: 1 });

        // Somebody else settles nothing.
        await bench.VisitAsync("ume", Outcome.Covered);
        Assert.Equal(1, (await bench.UntilIdleAsync()).Stand.PendingVisits);
        var back = await bench.VisitAsync("hanako", Outcome.Covered);

        await bench.UntilAsync(snapshot => snapshot.Stand.PendingVisits == 0);
        Assert.Empty((await bench.Desk.PendingAsync(Stop)).Visits);
        Assert.Contains(bench.Trail(), row => row.Kind == "pendingSettled" && row.Visit == failed.Id && row.Detail == $"answered={back.Id}");
    }

    [Fact]
    public async Task Visit_CheckedByPaper_IsSettledAndALaterAnswerThatDiffersIsTold()
    {
        await bench.AuthorityAsync("badxml");
        var failed = await bench.VisitAsync("hanako", Outcome.CouldNotAsk);
        var wrong = await bench.Desk.RecordAsync(Certificate(failed.Id, insurer: "06999998"), Stop);
        Assert.Equal((PendingResult.Incomplete, new FieldFault(PaperField.InsurerNumber, EntryFault.CheckDigit)), (wrong.Result, Assert.Single(wrong.Faults)));

        var checkedId = (await bench.Desk.RecordAsync(Certificate(failed.Id, insurer: "３４９９９９９５"), Stop)).CheckId!.Value;

        // Whoever hears that it is done finds it done.
        Assert.Equal(0, (await bench.Desk.SnapshotAsync(Stop)).Stand.PendingVisits);
        Assert.Equal(PendingResult.NotPending, (await bench.Desk.RecordAsync(Certificate(failed.Id), Stop)).Result);
        await bench.AuthorityAsync("normal");
        var back = await bench.VisitAsync("hanako", Outcome.Covered);
        await bench.UntilAsync(snapshot => snapshot.Stand.Contradictions == 1);
        var view = (await bench.Desk.CheckAsync(checkedId, Staff, Stop))!;
        Assert.Equal((back.Id, false), (view.ContradictedBy!.Value, view.IsSeen));
        Assert.Contains(Contradiction.InsurerNumber, view.Contradictions);
        Assert.Equal(PendingResult.Done, await bench.Desk.SeeAsync(checkedId, Staff, Stop));
        Assert.Equal(0, (await bench.Desk.SnapshotAsync(Stop)).Stand.Contradictions);
        Assert.Contains(bench.Trail(), row => row.Kind == "checkContradicted" && row.Visit == back.Id);
        await bench.UntilAuditedAsync("contradictionSeen", visit: null);
    }

    [Fact]
    public async Task Visits_DeskKilled_StillWaitAfterTheRestartAndAreClosedWithAReason()
    {
        await bench.AuthorityAsync("badxml");
        var failed = await bench.VisitAsync("midori", Outcome.CouldNotAsk);
        var old = bench.DeskPid;

        await RunningBench.KillAsync("-KILL", old);
        await bench.UntilAnotherAsync(old);

        await bench.UntilAsync(snapshot => snapshot.Stand.PendingVisits == 1);
        Assert.Equal(failed.Id, Assert.Single((await bench.Desk.PendingAsync(Stop)).Visits).VisitId);
        Assert.Equal(PendingResult.Incomplete, await bench.Desk.CloseAsync(failed.Id, new CloseRequest(CloseReason.Other, Staff), Stop));
        Assert.Equal(PendingResult.Done, await bench.Desk.CloseAsync(failed.Id, new CloseRequest(CloseReason.VisitorLeft, Staff), Stop));
        Assert.Equal(0, (await bench.Desk.SnapshotAsync(Stop)).Stand.PendingVisits);
        await bench.UntilAuditedAsync("pendingClosed", failed.Id);
    }

    [Fact]
    public async Task Check_WithoutACard_IsKeptAndNamesNobodyOnDisk()
    {
        var answer = await bench.Desk.RecordAsync(Certificate(visit: null), Stop);

        Assert.Equal(PendingResult.Done, answer.Result);
        Assert.Contains((await bench.Desk.PendingAsync(Stop)).Checks, line => line.Id == answer.CheckId && line.VisitId is null);
        var view = (await bench.Desk.CheckAsync(answer.CheckId!.Value, Staff, Stop))!;
        Assert.Equal((Staff, "紙野　見本"), (view.Check.Staff, view.Check[PaperField.Name]!));
        await bench.UntilAuditedAsync("checkViewed", visit: null);
        Assert.All(Directory.GetFiles(Path.Combine(bench.Folder, "vault")), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("紙野"u8) < 0, file));
        Assert.DoesNotContain(bench.Output, line => line.Contains("紙野", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Visit_SamePersonAgain_StaffAreToldWhatTheAuthoritySaidBefore()
    {
        var first = await bench.VisitAsync("taro", Outcome.NotCovered);
        await bench.InsertAsync("taro");

        var again = (await bench.UntilAsync(snapshot => snapshot.Visit?.Earlier is not null)).Visit!.Earlier!;

        Assert.Equal((first.Id, Outcome.NotCovered), (again.VisitId, again.Outcome));
        Assert.Equal(first.Id, (await bench.TakeCardAsync())!.Earlier!.VisitId);
        await bench.InsertAsync("jiro");
        Assert.Null((await bench.UntilAsync(VisitPhase.Pin)).Visit!.Earlier);
    }

    private static CheckRequest Certificate(Guid? visit, string insurer = "06999999") => new(
        AlternativeRoute.Certificate, Staff,
        [
            new(PaperField.InsurerNumber, insurer), new(PaperField.Symbol, "１２－３４"), new(PaperField.Number, "５６７８"), new(PaperField.Name, "紙野　見本"),
            new(PaperField.Birthdate, "昭和46年2月3日"), new(PaperField.ValidUntil, "2030-07-31"),
        ],
        visit);
}
