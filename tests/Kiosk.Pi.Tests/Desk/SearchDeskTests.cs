using Kiosk.Pi.Desk;
using Kiosk.Pi.Searching;
using Kiosk.Records;
using Kiosk.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>What is audited of searches, and what a search may look like.</summary>
public sealed class SearchDeskTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly ScriptedVault audited = new();
    private readonly AuditWriter audit;
    private readonly CountingVault vault = new();
    private readonly SearchDesk desk;

    public SearchDeskTests()
    {
        audit = new AuditWriter(audited, time, NullLogger<AuditWriter>.Instance);
        desk = new SearchDesk(vault, audit, time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        desk.Dispose();
        audit.Dispose();
        audited.Dispose();
    }

    [Fact]
    public async Task Search_WhileStaffType_IsOneRowThatNamesNobody()
    {
        foreach (var text in new[] { "花", "花子", "花子 1971-02-03" })
        {
            await desk.SearchAsync(new ResultSearch(text), "S07", Stop);
            time.Advance(TimeSpan.FromMilliseconds(900));
        }

        time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(("S07", "by=name+birth found=3 searches=3"), Assert.Single(await RowsAsync()));
    }

    [Fact]
    public async Task Search_OneAfterTheOther_AreRowsOfTheirOwn()
    {
        await desk.SearchAsync(new ResultSearch("5678"), "S07", Stop);
        await desk.SearchAsync(new ResultSearch(Pending: true), "S08", Stop);
        time.Advance(TimeSpan.FromSeconds(1));
        await desk.SearchAsync(new ResultSearch(), "S07", Stop);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            [("S07", "by=nothing found=3 searches=1"), ("S07", "by=number found=1 searches=1"), ("S08", "by=pending found=2 searches=1")],
            (await RowsAsync()).Order());
    }

    [Fact]
    public async Task Search_ForEverWithoutAPause_IsAuditedEveryTenSeconds()
    {
        for (var i = 0; i < 50; i++)
        {
            await desk.SearchAsync(new ResultSearch("花子"), "S07", Stop);
            time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Stop_BeforeTheSecondIsOver_IsAudited()
    {
        await desk.SearchAsync(new ResultSearch("花子"), "S07", Stop);
        await desk.StopAsync(Stop);

        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Search_NotReadyYet_IsNotAudited()
    {
        vault.Answer = new SearchAnswer(SearchState.Preparing, Percent: 7);
        Assert.Equal(vault.Answer, await desk.SearchAsync(new ResultSearch("花子"), "S07", Stop));
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public void Query_OfASearch_IsThatSearchAgain()
    {
        var search = new ResultSearch("架空　花子 ＆=+ 1971-02-03", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 28), Visits.Outcome.NotCovered, Pending: false, 50, 10);

        Assert.Equal((search, null), SearchQuery.Of(Parsed(SearchQuery.PathOf(search, "S07"))));
        Assert.Equal((new ResultSearch(""), null), SearchQuery.Of(Parsed("results/search?staff=S07")));
        Assert.Equal(new DateOnly(2026, 11, 28), SearchQuery.Of(Parsed("?from=" + Uri.EscapeDataString("R8.11.28"))).Search!.From);
    }

    [Theory]
    [InlineData("from=yesterday", "from must be a date such as 2026-11-24.")]
    [InlineData("to=9999-12-31", "to must be a date such as 2026-11-24.")]
    [InlineData("from=2026-11-02&to=2026-11-01", "from is after to.")]
    [InlineData("outcome=Covered", "outcome must be one of covered, notCovered, noRecord, several, unknown, couldNotAsk, pinWrong, pinBlocked, cardRefused, cardRemoved, authorityRefused, cancelled, timedOut.")]
    [InlineData("pending=perhaps", "pending must be true or false.")]
    [InlineData("offset=-1", "offset must be a number from 0 on.")]
    [InlineData("limit=201", "limit must be a number from 1 to 200.")]
    [InlineData("q=%0A", "q must be one line of at most 100 characters.")]
    public void Query_CannotBeRight_SaysWhatIsWrong(string query, string why) => Assert.Equal((null, why), SearchQuery.Of(Parsed($"?{query}")));

    private static QueryCollection Parsed(string address) => new(QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]));

    // What waits to be written is written at the end.
    private async Task<List<(string? Staff, string? Detail)>> RowsAsync()
    {
        await audit.StartAsync(Stop);
        await audit.StopAsync(Stop);
        return [.. audited.Audited.Where(one => one.Kind == AuditKind.ResultsSearched).Select(one => (one.Staff, one.Detail))];
    }

    private sealed class CountingVault : ISearchVault
    {
        public SearchAnswer? Answer { get; set; }

        public Task<SearchAnswer> SearchAsync(ResultSearch search, DateOnly today, CancellationToken cancellation) =>
            Task.FromResult(Answer ?? new SearchAnswer(SearchState.Done, new ResultPage([], search.Pending == true ? 2 : search.Text == "5678" ? 1 : 3)));
    }
}
