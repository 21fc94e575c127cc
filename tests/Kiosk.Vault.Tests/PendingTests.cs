using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>Visits in which nobody could be asked wait until they are settled, whatever becomes of the stand meanwhile.</summary>
public sealed class PendingTests : IDisposable
{
    private static readonly AuditEvent Done = new(Noon, AuditKind.PendingClosed, Staff: "S08");

    private readonly VaultBench bench = new();

    [Theory]
    [InlineData(Outcome.CouldNotAsk, Reason.Unreachable, true)]
    [InlineData(Outcome.CouldNotAsk, Reason.Interrupted, true)]
    [InlineData(Outcome.CouldNotAsk, Reason.Timeout, true)]
    [InlineData(Outcome.AuthorityRefused, Reason.DeviceSuspended, true)]
    [InlineData(Outcome.NotCovered, Reason.QualificationLost, false)]
    [InlineData(Outcome.NoRecord, null, false)]
    [InlineData(Outcome.PinBlocked, null, false)]
    [InlineData(Outcome.CardRemoved, Reason.RemovedWhileAsking, false)]
    [InlineData(Outcome.Cancelled, Reason.StaffCancelled, false)]
    [InlineData(Outcome.TimedOut, Reason.NothingTyped, false)]
    public async Task Keep_WhateverItCameTo_IsPendingWhereNobodyCouldBeAskedAndOutlivesARestart(Outcome outcome, Reason? reason, bool isPending)
    {
        var kept = Failed(person: null) with { Outcome = outcome, Reason = reason };
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(kept, Token);
            await vault.KeepAsync(kept, Token);
        }

        await using var again = bench.Open();
        Assert.Equal(isPending ? [new PendingVisit(kept.VisitId, Noon, outcome, reason, IdentityMethod.Pin)] : [], (await again.PendingAsync(Today, Token)).Value!.Visits);
        Assert.Equal(new PendingCounts(isPending ? 1 : 0, 0), await again.CountPendingAsync(Token));
    }

    [Theory]
    [InlineData(Outcome.Covered)]
    [InlineData(Outcome.NotCovered)]
    [InlineData(Outcome.NoRecord)]
    [InlineData(Outcome.Several)]
    [InlineData(Outcome.Unknown)]
    public async Task Keep_SamePersonAnsweredLater_IsSettledAndAudited(Outcome outcome)
    {
        await using var vault = bench.Open();
        var (hers, his, nobodys) = (Failed(vault.MarkOf(Hanako)), Failed(vault.MarkOf(Taro)), Failed(person: null));
        var later = Covered(Noon.AddMinutes(5)) with { Outcome = outcome, Person = vault.MarkOf(Hanako) };
        foreach (var kept in new[] { hers, his, nobodys, later })
        {
            await vault.KeepAsync(kept, Token);
        }

        Assert.Equal(new[] { his.VisitId, nobodys.VisitId }.Order(), (await vault.PendingAsync(Today, Token)).Value!.Visits.Select(visit => visit.VisitId).Order());
        Assert.Equal($"pendingSettled|{hers.VisitId}|answered={later.VisitId}", Audited(vault));
        Assert.Equal(new Settlement(PendingEnd.Answered), (await vault.FindAsync(hers.VisitId, Token)).Value!.Settlement);
        Assert.Null((await vault.FindAsync(his.VisitId, Token)).Value!.Settlement);
        Assert.Equal($"answered|{later.VisitId}", Text(vault, $"SELECT closed_as || '|' || link FROM pending WHERE visit_id = '{hers.VisitId}'"));
    }

    [Fact]
    public async Task Keep_SamePersonsEarlierAnswerShownAgain_StaysPending()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Failed(vault.MarkOf(Hanako)), Token);

        await vault.KeepAsync(
            Covered(Noon.AddMinutes(5)) with { Person = vault.MarkOf(Hanako), RepeatOf = new RepeatOf(Guid.CreateVersion7(), Noon.AddDays(-1)) }, Token);

        Assert.Equal(1, (await vault.CountPendingAsync(Token))!.Value.Visits);
    }

    [Theory]
    [InlineData(Outcome.PinBlocked)]
    [InlineData(Outcome.CardRemoved)]
    [InlineData(Outcome.Cancelled)]
    public async Task Keep_SamePersonWithoutAnAnswer_StaysPending(Outcome outcome)
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Failed(vault.MarkOf(Hanako)), Token);

        await vault.KeepAsync(Covered(Noon.AddMinutes(5)) with { Outcome = outcome, Confirmation = null, Person = vault.MarkOf(Hanako) }, Token);

        Assert.Equal(1, (await vault.CountPendingAsync(Token))!.Value.Visits);
    }

    [Fact]
    public async Task Keep_SamePersonFailsAgain_OnlyTheLatestIsPending()
    {
        await using var vault = bench.Open();
        var latest = Failed(vault.MarkOf(Hanako)) with { EndedAt = Noon.AddMinutes(3) };
        await vault.KeepAsync(Failed(vault.MarkOf(Hanako)), Token);

        await vault.KeepAsync(latest, Token);

        Assert.Equal(latest.VisitId, Assert.Single((await vault.PendingAsync(Today, Token)).Value!.Visits).VisitId);
        Assert.Contains($"triedAgain={latest.VisitId}", Audited(vault), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keep_InterruptedVisitIsKnownAfterTheSamePersonsNext_TheNextOneSettlesIt(bool answered)
    {
        await using var vault = bench.Open();
        var interrupted = Failed(vault.MarkOf(Hanako)) with { Reason = Reason.Interrupted, EndedAt = Noon.AddMinutes(9) };
        var next = answered
            ? Covered(Noon.AddMinutes(5)) with { Person = vault.MarkOf(Hanako) }
            : Failed(vault.MarkOf(Hanako)) with { VisitId = Guid.CreateVersion7(Noon.AddMinutes(5)), EndedAt = Noon.AddMinutes(5) };
        await vault.KeepAsync(next, Token);

        await vault.KeepAsync(interrupted, Token);

        Assert.Equal(answered ? [] : [next.VisitId], (await vault.PendingAsync(Today, Token)).Value!.Visits.Select(visit => visit.VisitId));
        Assert.Equal($"pendingSettled|{interrupted.VisitId}|{(answered ? "answered" : "triedAgain")}={next.VisitId}", Audited(vault));
    }

    [Fact]
    public async Task Close_WithAReason_IsGoneFromTheListAndItsNoteIsSealed()
    {
        await using var vault = bench.Open();
        var failed = Failed(person: null);
        await vault.KeepAsync(failed, Token);

        Assert.Equal(PendingResult.Done, await vault.CloseAsync(failed.VisitId, CloseReason.Other, "架空さんから電話", Done, Token));

        Assert.Empty((await vault.PendingAsync(Today, Token)).Value!.Visits);
        Assert.Equal("closed|other", Text(vault, "SELECT closed_as || '|' || cause FROM pending"));
        Assert.Equal("pendingClosed|S08", Text(vault, "SELECT group_concat(kind || '|' || staff) FROM audit"));
        Assert.Equal(new Settlement(PendingEnd.Closed, CloseReason.Other, "架空さんから電話"), Assert.Single((await vault.OnDayAsync(Today, Token)).Value!).Settlement);
        Assert.True((await File.ReadAllBytesAsync(bench.Database + "-wal", Token)).AsSpan().IndexOf("架空"u8) < 0);
        Assert.Equal(PendingResult.NotPending, await vault.CloseAsync(failed.VisitId, CloseReason.VisitorLeft, note: null, Done, Token));
        Assert.Equal(PendingResult.NotPending, await vault.CloseAsync(Guid.CreateVersion7(), CloseReason.VisitorLeft, note: null, Done, Token));
    }

    [Fact]
    public async Task KeepCheck_OfAPendingVisit_SettlesItAndComesBackWhole()
    {
        await using var vault = bench.Open();
        var failed = Failed(vault.MarkOf(Hanako));
        await vault.KeepAsync(failed, Token);
        var check = Check(failed.VisitId);

        Assert.Equal(PendingResult.Done, await vault.KeepCheckAsync(check, Done, Token));

        var list = (await vault.PendingAsync(Today, Token)).Value!;
        Assert.Empty(list.Visits);
        Assert.Equal(new CheckLine(check.Id, check.CheckedAt, check.Route, failed.VisitId, IsContradicted: false), Assert.Single(list.Checks));
        var view = (await vault.FindCheckAsync(check.Id, Token)).Value!;
        Assert.Equal(check.Fields, view.Check.Fields);
        Assert.Equal((check.Staff, check.Route, check.VisitId, null, false), (view.Check.Staff, view.Check.Route, view.Check.VisitId, view.ContradictedBy, view.IsSeen));
    }

    [Fact]
    public async Task KeepCheck_VisitIsNotPending_NothingIsWritten()
    {
        await using var vault = bench.Open();

        Assert.Equal(PendingResult.NotPending, await vault.KeepCheckAsync(Check(Guid.CreateVersion7()), Done, Token));
        Assert.Empty((await vault.PendingAsync(Today, Token)).Value!.Checks);
    }

    [Fact]
    public async Task Keep_LaterAnswerContradictsTheCheck_IsToldUntilStaffLooked()
    {
        await using var vault = bench.Open();
        var failed = Failed(vault.MarkOf(Hanako));
        await vault.KeepAsync(failed, Token);
        var check = Check(failed.VisitId, insurer: "34999995", number: "5679");
        await vault.KeepCheckAsync(check, Done, Token);

        var later = Covered(Noon.AddDays(2)) with { Person = vault.MarkOf(Hanako) };
        await vault.KeepAsync(later, Token);

        Assert.Equal(new PendingCounts(0, 1), await vault.CountPendingAsync(Token));
        var line = Assert.Single((await vault.PendingAsync(Today.AddDays(2), Token)).Value!.Checks);
        Assert.Equal((check.Id, true), (line.Id, line.IsContradicted));
        var view = (await vault.FindCheckAsync(check.Id, Token)).Value!;
        Assert.Equal([Contradiction.InsurerNumber, Contradiction.Number], view.Contradictions);
        Assert.Equal(later.VisitId, view.ContradictedBy);
        Assert.Equal($"checkContradicted|{later.VisitId}|check={check.Id}", Audited(vault));

        Assert.Equal(PendingResult.Done, await vault.SeeContradictionAsync(check.Id, Done, Token));
        Assert.Equal(PendingResult.NotPending, await vault.SeeContradictionAsync(check.Id, Done, Token));
        Assert.Equal(new PendingCounts(0, 0), await vault.CountPendingAsync(Token));
        Assert.True((await vault.FindCheckAsync(check.Id, Token)).Value!.IsSeen);
    }

    [Fact]
    public async Task Keep_LaterAnswerFitsTheCheck_NothingIsTold()
    {
        await using var vault = bench.Open();
        var failed = Failed(vault.MarkOf(Hanako));
        await vault.KeepAsync(failed, Token);
        await vault.KeepCheckAsync(Check(failed.VisitId), Done, Token);
        // Of somebody else, and of nobody in particular.
        await vault.KeepCheckAsync(Check(visit: null, number: "1"), Done, Token);

        await vault.KeepAsync(Covered(Noon.AddDays(1)) with { Person = vault.MarkOf(Hanako) }, Token);

        Assert.Equal(new PendingCounts(0, 0), await vault.CountPendingAsync(Token));
    }

    [Fact]
    public async Task Purge_PastTheLastDay_PendingVisitsAndChecksAreGone()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Failed(person: null), Token);
        await vault.KeepCheckAsync(Check(visit: null), Done, Token);

        Assert.Equal(new Purged(0, Trouble: null), await vault.PurgeAsync(new DateOnly(2026, 12, 31), Token));
        Assert.Equal(new Purged(2, Trouble: null), await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token));

        Assert.Equal(0, vault.Connection.Number("SELECT (SELECT count(*) FROM pending) + (SELECT count(*) FROM checks)"));
    }

    [Fact]
    public async Task Files_AfterChecks_NameNobody()
    {
        await using var vault = bench.Open();
        await vault.KeepCheckAsync(Check(visit: null), Done, Token);

        var files = Directory.GetFiles(bench.Folder).Select(File.ReadAllBytes).ToList();
        foreach (var secret in new[] { "架空", "06999999", "５６７８", "1971-02-03", "S07" })
        {
            Assert.All(files, bytes => Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) < 0, secret));
        }
    }

    [Fact]
    public async Task Check_MovedToAnotherRow_DoesNotOpen()
    {
        await using var vault = bench.Open();
        var check = Check(visit: null);
        await vault.KeepCheckAsync(check, Done, Token);
        var other = Guid.CreateVersion7();
        vault.Connection.Execute($"UPDATE checks SET check_id = '{other}'");

        Assert.Equal(new VaultRead<CheckView>(Value: null, Trouble: null), await vault.FindCheckAsync(other, Token));
        Assert.Equal(1, vault.Unreadable);
    }

    [Fact]
    public async Task Troubles_TableTakenAway_AreToldAndNeverThrown()
    {
        await using var vault = bench.Open();
        vault.Connection.Execute("DROP TABLE pending; DROP TABLE checks");

        Assert.Null(await vault.CountPendingAsync(Token));
        Assert.Equal(VaultTrouble.Corrupt, (await vault.PendingAsync(Today, Token)).Trouble);
        Assert.Equal(new VaultRead<CheckView>(Value: null, VaultTrouble.Corrupt), await vault.FindCheckAsync(Guid.Empty, Token));
        Assert.Equal(PendingResult.NotWritten, await vault.KeepCheckAsync(Check(visit: null), Done, Token));
        Assert.Equal(PendingResult.NotWritten, await vault.CloseAsync(Guid.Empty, CloseReason.VisitorLeft, note: null, Done, Token));
        Assert.Equal(PendingResult.NotWritten, await vault.SeeContradictionAsync(Guid.Empty, Done, Token));
        Assert.Equal(VaultTrouble.Corrupt, await vault.KeepAsync(Failed(person: null), Token));
    }

    public void Dispose() => bench.Dispose();

    private static KeptResult Failed(PersonMark? person) => new()
    {
        VisitId = Guid.CreateVersion7(Noon),
        EndedAt = Noon,
        Method = IdentityMethod.Pin,
        Outcome = Outcome.CouldNotAsk,
        Reason = Reason.Unreachable,
        Person = person,
    };

    internal static AlternativeCheck Check(Guid? visit, string insurer = "06999999", string number = "５６７８") => new()
    {
        Id = Guid.CreateVersion7(Noon),
        VisitId = visit,
        CheckedAt = Noon.AddMinutes(9),
        Staff = "S07",
        Route = AlternativeRoute.Certificate,
        Fields =
        [
            new(PaperField.InsurerNumber, insurer), new(PaperField.Symbol, "12-34"), new(PaperField.Number, number), new(PaperField.Name, "架空　花子"),
            new(PaperField.Birthdate, "1971-02-03"), new(PaperField.ValidUntil, "2027-07-31"),
        ],
    };

    private static string Audited(SqliteVault vault) => Text(vault, "SELECT group_concat(kind || '|' || visit_id || '|' || detail, ' ') FROM audit");

    private static string Text(SqliteVault vault, string sql)
    {
        using var command = vault.Connection.Command(sql);
        return command.ExecuteScalar()?.ToString() ?? "";
    }
}
