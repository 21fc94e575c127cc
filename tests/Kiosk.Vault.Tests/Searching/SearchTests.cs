using CsCheck;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.Searching.SearchBench;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Searching;

public sealed class SearchTests : IDisposable
{
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Search_OfManyByAnything_FindsWhatLookingAtAllFinds()
    {
        await using var vault = bench.Open();
        var all = Result.Array[800].Single().DistinctBy(result => result.VisitId).ToList();
        foreach (var result in all)
        {
            Assert.Null(await vault.KeepAsync(result, Token));
        }

        var pending = (await vault.PendingAsync(Today, Token)).Value!.Visits.Select(visit => visit.VisitId).ToHashSet();
        Assert.NotEmpty(pending);
        var hits = 0;
        Sought.Sample(
            search =>
            {
                var expected = Naive(all, search, pending);
                var page = Page(vault, search);
                Assert.Equal(expected.Skip(search.Offset).Take(search.Limit), page.Lines.Select(line => line.VisitId));
                Assert.Equal(expected.Count, page.Total);
                Interlocked.Add(ref hits, expected.Count);
            },
            iter: 400, threads: 1);
        Assert.True(hits > 400, "The searches find next to nothing.");
    }

    [Fact]
    public async Task Search_AWayToWriteHer_FindsHer()
    {
        await using var vault = bench.Open();
        var kept = Covered();
        await vault.KeepAsync(kept, Token);
        await vault.KeepAsync(Covered() with { Confirmation = null, Outcome = Outcome.CardRemoved }, Token);

        foreach (var text in new[] { "架空", "空　花", "ｶｸｳ", "カクウハナ", "はなこ", "●空花子", "1971-02-03", "S46.2.3", "昭和46年2月3日", "19710203", "06999999", "12-34", "１２３４", "5678", "67", "架空 5678 S46.2.3" })
        {
            var line = Assert.Single((await PageAsync(vault, new ResultSearch(text))).Lines);
            Assert.Equal(new ResultLine(kept.VisitId, Noon, "架空　花子", "ｶｸｳ ﾊﾅｺ", Outcome.Covered, Reason: null, IsPending: false, new DateOnly(2026, 12, 31), 39), line);
        }

        foreach (var text in new[] { "花子架空", "架空 5679", "1971-02-04", "0699999", "8１２" })
        {
            Assert.Equal(0, (await PageAsync(vault, new ResultSearch(text))).Total);
        }
    }

    [Fact]
    public async Task Search_AfterAnything_KnowsOfIt()
    {
        await using var vault = bench.Open();
        var first = Covered();
        await vault.KeepAsync(first, Token);
        Assert.Equal(1, await CountAsync(vault, "花子"));

        // What comes while the index stands, also earlier than what is in it, and a result of another visit with its ticket.
        await vault.KeepAsync(Covered(Noon.AddDays(-3)), Token);
        var waits = Covered(Noon.AddMinutes(1)) with { Outcome = Outcome.CouldNotAsk, Reason = Reason.Timeout, Confirmation = null };
        await vault.KeepAsync(waits, Token);
        await vault.KeepTicketAsync(first.VisitId, Ticket("26100000123"), Today, new AuditEvent(Noon, AuditKind.TicketNoted), Token);
        Assert.Equal(2, await CountAsync(vault, "花子"));
        Assert.Equal(1, await CountAsync(vault, "2610000"));
        Assert.Equal([waits.VisitId, first.VisitId], (await PageAsync(vault, new ResultSearch(From: Today))).Lines.Select(line => line.VisitId));
        Assert.True(Assert.Single((await PageAsync(vault, new ResultSearch(Pending: true))).Lines).IsPending);

        await vault.CloseAsync(waits.VisitId, CloseReason.VisitorLeft, note: null, new AuditEvent(Noon, AuditKind.PendingClosed), Token);
        await vault.KeepTicketAsync(first.VisitId, ticket: null, Today, new AuditEvent(Noon, AuditKind.TicketRemoved), Token);
        Assert.Equal(0, (await PageAsync(vault, new ResultSearch(Pending: true))).Total);
        Assert.Equal(0, await CountAsync(vault, "2610000"));

        await vault.PurgeAsync(new DateOnly(2027, 1, 1), Token);
        Assert.Equal(0, await CountAsync(vault, ""));
    }

    [Fact]
    public async Task Search_OfWhatIsDatedLater_FindsItOnceAtItsTimeAndAsLongAsItIsKept()
    {
        // Kept with a clock that was years behind, and dated when it could be trusted.
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(Noon.AddYears(-3)) with { IsUndated = true }, Token);
        var line = Assert.Single((await PageAsync(vault, new ResultSearch("花子"))).Lines);
        Assert.Equal((Noon.AddYears(-3), null, null), (line.EndedAt, line.LastDay, line.DaysLeft));

        Assert.Equal(0, (await vault.PurgeAsync(Today, Token)).Deleted);

        line = Assert.Single((await PageAsync(vault, new ResultSearch("花子", From: Today.AddDays(-1)))).Lines);
        Assert.Equal((Noon, new DateOnly(2026, 12, 31), 39), (line.EndedAt, line.LastDay!.Value, line.DaysLeft!.Value));
        Assert.Equal(1, await CountAsync(vault, ""));
    }

    [Fact]
    public async Task Search_TheVaultCannotBeRead_SaysSoAndWorksAgain()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(), Token);
        vault.Connection.Execute("ALTER TABLE results RENAME TO elsewhere");
        Assert.Equal(new SearchAnswer(SearchState.Unreadable, Trouble: VaultTrouble.Corrupt), await vault.SearchAsync(new ResultSearch("花子"), Today, Token));
        vault.Connection.Execute("ALTER TABLE elsewhere RENAME TO results");
        Assert.Equal(1, await CountAsync(vault, "花子"));

        // With the index at hand as well.
        vault.Connection.Execute("ALTER TABLE results RENAME TO elsewhere");
        Assert.Equal(SearchState.Unreadable, (await vault.SearchAsync(new ResultSearch("花子"), Today, Token)).State);
        vault.Connection.Execute("ALTER TABLE elsewhere RENAME TO results");
        Assert.Equal(1, await CountAsync(vault, "花子"));
    }

    [Fact]
    public async Task Search_ARowDoesNotOpen_FindsTheOthersAndCountsIt()
    {
        await using var vault = bench.Open();
        var (good, bad) = (Covered(), Covered(Noon.AddMinutes(1)));
        await vault.KeepAsync(good, Token);
        await vault.KeepAsync(bad, Token);
        vault.Connection.Execute("UPDATE results SET sealed = zeroblob(64) WHERE visit_id = $visit", ("$visit", Codes.Of(bad.VisitId)));

        Assert.Equal(good.VisitId, Assert.Single((await PageAsync(vault, new ResultSearch("花子"))).Lines).VisitId);
        Assert.Equal(1, vault.Unreadable);
    }

    public void Dispose() => bench.Dispose();

    private static async Task<int> CountAsync(SqliteVault vault, string text) => (await PageAsync(vault, new ResultSearch(text))).Total;

    private static async Task<ResultPage> PageAsync(SqliteVault vault, ResultSearch search)
    {
        var answer = await vault.SearchAsync(search, Today, Token);
        Assert.Equal(SearchState.Done, answer.State);
        return answer.Page!;
    }

#pragma warning disable VSTHRD002 // CsCheck's samples are synchronous.
    private static ResultPage Page(SqliteVault vault, ResultSearch search) => PageAsync(vault, search).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
}
