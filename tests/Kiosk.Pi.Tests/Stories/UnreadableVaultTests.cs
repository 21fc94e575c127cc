using System.Net;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Records;
using Kiosk.Search;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A vault that cannot be read is told, at every place where a list or a result is asked for: nothing to be seen is not nothing there.</summary>
public sealed class UnreadableVaultTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private const string Staff = "reception-1";

    private static readonly TypedField[] Paper =
    [
        new(PaperField.InsurerNumber, "06999999"), new(PaperField.Number, "５６７８"), new(PaperField.Name, "紙野　見本"), new(PaperField.Birthdate, "昭和46年2月3日"), new(PaperField.ValidUntil, "2030-07-31"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Vault_CannotBeRead_IsToldEverywhereAndReadAgainAfterwards()
    {
        var visit = await bench.ServeAsync();
        Assert.Equal(1, (await bench.Desk.SearchAsync(new ResultSearch("花子"), Staff, Stop)).Page!.Total);
        var check = (await bench.Desk.RecordAsync(new CheckRequest(AlternativeRoute.Certificate, Staff, Paper), Stop)).CheckId!.Value;
        Change("ALTER TABLE results RENAME TO elsewhere");
        Change("ALTER TABLE checks RENAME TO checked_elsewhere");
        try
        {
            using var http = DeskHttp.Open(bench);
            foreach (var path in new[]
            {
                "results", $"results/{visit.Id}?staff={Staff}", $"results/search?q={Uri.EscapeDataString("花子")}&staff={Staff}", $"results/{visit.Id}/export?format=xml&reason=claim&staff={Staff}",
                $"results/export?day={Today:yyyy-MM-dd}&reason=claim&staff={Staff}", "pending", $"checks/{check}?staff={Staff}",
            })
            {
                using var response = await http.GetAsync($"http://desk/{path}", Stop);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
                Assert.NotEmpty(await response.Content.ReadAsStringAsync(Stop));
            }

            await Assert.ThrowsAsync<DeskUnreachableException>(() => bench.Desk.HistoryAsync(Today, Stop));
            await Assert.ThrowsAsync<DeskUnreachableException>(() => bench.Desk.ResultAsync(visit.Id, Staff, Stop));
            await Assert.ThrowsAsync<DeskUnreachableException>(() => bench.Desk.PendingAsync(Stop));
            await Assert.ThrowsAsync<DeskUnreachableException>(() => bench.Desk.CheckAsync(check, Staff, Stop));
            Assert.Equal(new SearchAnswer(SearchState.Unreadable, Trouble: VaultTrouble.Corrupt), await bench.Desk.SearchAsync(new ResultSearch("花子"), Staff, Stop));
            Assert.Equal(ExportResult.Unreadable, (await bench.Desk.ExportAsync(visit.Id, new ExportOrder(ExportFormat.Xml, ExportReason.Claim), Staff, Stop)).Result);
        }
        finally
        {
            Change("ALTER TABLE elsewhere RENAME TO results");
            Change("ALTER TABLE checked_elsewhere RENAME TO checks");
        }

        Assert.NotNull(await bench.Desk.ResultAsync(visit.Id, Staff, Stop));
        Assert.NotNull(await bench.Desk.CheckAsync(check, Staff, Stop));
        Assert.Contains(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == visit.Id);
        Assert.Equal(visit.Id, Assert.Single((await bench.Desk.SearchAsync(new ResultSearch("花子"), Staff, Stop)).Page!.Lines).VisitId);
        // One row or two, by how long the requests between the searches took.
        Assert.StartsWith("by=name found=1 searches=", await bench.UntilAuditedAsync("resultsSearched", visit: null), StringComparison.Ordinal);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Folder, "vault", "vault.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a constant of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
